/**
 * The reference storage: everything that {@link dev.claudeworker.spi.storage.Storage} promises, kept in memory. It passes
 * the same contract tests as a database, so tests of other parts may run on it.
 */
@NullMarked
package dev.claudeworker.spi.testkit.memory;

import org.jspecify.annotations.NullMarked;
