package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.executor.TaskExecutor;

/** An executor with work for it. */
public interface ExecutorFixture extends AutoCloseable {

  /**
   * The executor.
   *
   * @return the same one at every call
   */
  TaskExecutor executor();

  /**
   * Work that completes within a few seconds and writes some log lines.
   *
   * @return the work
   */
  AttemptWork completing();

  /**
   * Work that fails within a few seconds.
   *
   * @return the work
   */
  AttemptWork failing();

  /**
   * Work about which the executor reports progress soon after its start, and that then runs for an hour unless it is
   * ended politely.
   *
   * @return the work
   */
  AttemptWork hanging();

  /**
   * Work that writes much output, some of it on one line, and completes.
   *
   * @param bytes about how much
   * @return the work
   */
  AttemptWork flooding(long bytes);

  /** Releases what it holds, the executor too. */
  @Override
  void close();
}
