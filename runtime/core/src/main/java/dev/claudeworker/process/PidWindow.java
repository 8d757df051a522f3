package dev.claudeworker.process;

/**
 * The pids given out since a process started. Looking only at them makes the search for what a short-lived child left
 * behind as cheap as the child; see {@link ProcessTable#lastPid}.
 *
 * @param first pid of the process itself, not in the window
 * @param last the pid given out last
 */
record PidWindow(long first, long last) {

  /** What a process forks while the window is being searched is still in it. */
  private static final int SLACK = 256;

  static PidWindow since(long first, ProcessTable table) {
    return new PidWindow(first, table.lastPid());
  }

  boolean contains(long pid) {
    return first <= last ? pid > first && pid - SLACK <= last : pid > first || pid - SLACK <= last;
  }
}
