/** The executor kit on a plain executor, and on executors that each break one promise. */
@NullMarked
package dev.claudeworker.spi.testkit.executor;

import org.jspecify.annotations.NullMarked;
