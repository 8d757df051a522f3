/** Sets up logback in code: the global log with rotation, and the console. */
@NullMarked
package dev.claudeworker.logging;

import org.jspecify.annotations.NullMarked;
