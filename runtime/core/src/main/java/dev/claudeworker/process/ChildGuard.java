package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ProcessStartException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Ends the children of this server when its leases are about to run out unrenewed, whether or not the server still lives:
 * another server must find that nothing runs any more when it takes the tasks over. Safe for use from any thread.
 */
public interface ChildGuard {

  /** Where nobody else takes tasks over: children live on. */
  ChildGuard NONE = new ChildGuard() {
    @Override
    public void watch(UUID attempt, Path directory) {}

    @Override
    public void release(UUID attempt) {}

    @Override
    public long now() {
      return 0;
    }

    @Override
    public void keep(long askedAt) {}
  };

  /**
   * A child is about to start, or was adopted.
   *
   * @param attempt identity of its attempt
   * @param directory the directory of its attempt
   * @throws ProcessStartException if the guard cannot be told, so that the child must not start
   */
  void watch(UUID attempt, Path directory) throws ProcessStartException;

  /**
   * A child has ended.
   *
   * @param attempt identity of its attempt
   */
  void release(UUID attempt);

  /**
   * A moment for {@link #keep}.
   *
   * @return now, by a clock that goes on while the machine sleeps
   */
  long now();

  /**
   * All leases were renewed.
   *
   * @param askedAt the moment before the storage was asked to; they hold from then on
   */
  void keep(long askedAt);
}
