package dev.claudeworker.queue;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;

/**
 * A unit on its way to the storage, and who waits for its result. Both calls come on the committer's thread, so they must
 * be quick and must not throw.
 */
public interface Commit {

  /** The change. */
  Unit unit();

  /**
   * Whether it must not be given up when the storage fails: the end of an attempt, which nobody could ask for again. Kept
   * commits are tried until the storage answers.
   */
  default boolean kept() {
    return false;
  }

  /** What became of it; durable. */
  void done(UnitResult result);

  /** It is not known whether it was applied, because the storage failed; or it was not tried, because the server stops. */
  void failed(WorkerException failure);
}
