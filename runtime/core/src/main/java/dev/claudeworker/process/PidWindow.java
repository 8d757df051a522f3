package dev.claudeworker.process;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The pids given out since a process started. Asking for each of them makes the search for what a short-lived child left
 * behind cheap, however many processes the machine has; see {@link ProcessTable#lastPid}.
 *
 * @param first pid of the process itself, not in the window
 * @param last the pid given out last; while it is not known, the window holds every pid
 */
record PidWindow(long first, long last) {

  /** Up to here asking for each pid is cheaper than listing all processes of a small machine. */
  private static final long LARGEST_ASKED_ONE_BY_ONE = 100;

  static PidWindow since(long first, ProcessTable table) {
    return new PidWindow(first, table.lastPid());
  }

  /** The pids in the window; those of threads and of processes that are gone may be among them. */
  List<Long> pids(ProcessTable table) {
    long size = last - first;
    return last != ProcessTable.NOT_KNOWN && size >= 0 && size <= LARGEST_ASKED_ONE_BY_ONE
        ? LongStream.rangeClosed(first + 1, last).boxed().toList()
        : table.pids().stream().filter(this::contains).toList();
  }

  boolean contains(long pid) {
    if (last == ProcessTable.NOT_KNOWN) {
      return true;
    }
    return first <= last ? pid > first && pid <= last : pid > first || pid <= last;
  }
}
