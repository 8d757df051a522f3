@NullMarked
package dev.claudeworker.torture;

import org.jspecify.annotations.NullMarked;
