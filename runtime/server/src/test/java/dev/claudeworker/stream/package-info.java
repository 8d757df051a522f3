@NullMarked
package dev.claudeworker.stream;

import org.jspecify.annotations.NullMarked;
