/** What carries out attempts. */
@NullMarked
package dev.claudeworker.spi.executor;

import org.jspecify.annotations.NullMarked;
