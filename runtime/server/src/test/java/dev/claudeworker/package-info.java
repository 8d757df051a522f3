@NullMarked
package dev.claudeworker;

import org.jspecify.annotations.NullMarked;
