/**
 * For tests of executors without a server: {@link dev.claudeworker.spi.testkit.executor.FakeAttemptContext} is an attempt
 * that keeps what its executor tells and starts real children, {@link
 * dev.claudeworker.spi.testkit.executor.AttemptRun} runs and ends it, and {@link
 * dev.claudeworker.spi.testkit.executor.ExecutorContract} holds what every executor must do.
 */
@NullMarked
package dev.claudeworker.spi.testkit.executor;

import org.jspecify.annotations.NullMarked;
