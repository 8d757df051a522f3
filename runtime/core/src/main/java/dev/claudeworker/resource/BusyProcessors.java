package dev.claudeworker.resource;

/** How busy processors are, smoothed: a task that starts is no reason to do with fewer slots. */
final class BusyProcessors {

  /** How much the latest look counts. */
  private static final double WEIGHT = 0.3;

  private long busyBefore;
  private long allBefore;
  private double share;
  private boolean known;

  /** Takes what the counters of the system show: ticks in which processors worked, and all ticks. */
  void count(long busyTicks, long allTicks) {
    long all = allTicks - allBefore;
    if (allBefore > 0 && all > 0) {
      add((double) (busyTicks - busyBefore) / all);
    }
    busyBefore = busyTicks;
    allBefore = allTicks;
  }

  /** Takes a share of all processors, 0 to 1. */
  void add(double latest) {
    double now = Math.clamp(latest, 0, 1);
    share = known ? share + WEIGHT * (now - share) : now;
    known = true;
  }

  double share() {
    return share;
  }
}
