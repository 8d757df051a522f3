package dev.claudeworker.faults.soak;

/**
 * What a long run comes to.
 *
 * @param acknowledged tasks whose submission was answered
 * @param lost of these, those that are not there at the end
 * @param unfinished of these, those that are there and did not run or complete
 * @param duplicated tasks that are there and that nobody was told of, and attempts that nothing excuses
 * @param again attempts whose task had begun before a kill
 * @param pickups milliseconds from the first try to submit to the begin of the first attempt, in order of size
 */
record Tally(long acknowledged, long lost, long unfinished, long duplicated, long again, long[] pickups) {

  /** Whether everything that is promised was kept. */
  boolean good() {
    return lost == 0 && unfinished == 0 && duplicated == 0;
  }

  /** A percentile of the pick-ups, 0 if there are none. */
  long pickup(double percent) {
    return pickups.length == 0 ? 0 : pickups[Math.max(0, (int) Math.ceil(percent / 100 * pickups.length) - 1)];
  }
}
