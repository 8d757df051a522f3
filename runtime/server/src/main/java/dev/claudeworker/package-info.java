/** The server's entry point: reads arguments and configuration, wires the parts by hand, and stops them in order. */
@NullMarked
package dev.claudeworker;

import org.jspecify.annotations.NullMarked;
