/** Graphs of dependent tasks. */
@NullMarked
package dev.claudeworker.spi.dag;

import org.jspecify.annotations.NullMarked;
