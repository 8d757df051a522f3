package dev.claudeworker.bench;

/**
 * How fast tasks were done.
 *
 * @param perSecond by the clock, which others on the machine slow down
 * @param processorMillis what one task cost of a processor, in the servers and in the database
 */
record Speed(double perSecond, double processorMillis) {

  static Speed of(int tasks, double seconds, double processorSeconds) {
    return new Speed(tasks / seconds, processorSeconds * 1_000 / tasks);
  }
}
