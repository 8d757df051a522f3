package dev.claudeworker.faults.soak;

/** For how much of the time a server said that it takes and runs tasks. One thread. */
final class Availability {

  /** An answer that takes longer is none. */
  static final long LONGEST_ANSWER_NANOS = 1_000_000_000;

  private long up;
  private long all;

  /**
   * Counts the time since the last look.
   *
   * @param nanos how long that was
   * @param ready whether the server said that it is ready
   * @param answerNanos how long it took to say so
   */
  void add(long nanos, boolean ready, long answerNanos) {
    all += nanos;
    up += ready && answerNanos <= LONGEST_ANSWER_NANOS ? nanos : 0;
  }

  /** In percent; 0 if nobody looked. */
  double percent() {
    return all == 0 ? 0 : 100.0 * up / all;
  }
}
