package dev.claudeworker.process;

import java.util.List;
import java.util.Optional;

/** What the operating system knows about its processes. A process that is gone or hidden is simply not found. */
interface ProcessTable {

  /** Whether a process carries an attempt's token in its environment. */
  enum Token {
    CARRIED,
    ABSENT,
    /** Its environment cannot be read this very moment, because it is just executing another program or ending. */
    UNDECIDED
  }

  Optional<ProcessEntry> find(long pid);

  List<Long> pids();

  /** What {@link #lastPid} answers where the system does not tell. */
  long NOT_KNOWN = 0;

  /** The pid that was given out last; pids are given out in rising order until they start again from the bottom. */
  long lastPid();

  /** Whether a pid that can be found is not a process but one of its further threads; those are not listed. */
  boolean isThread(long pid);

  Token token(ProcessEntry entry, String assignment);

  /** Program and arguments as they were given; empty = not known. */
  String commandLine(long pid);

  /** The oldest living child of a process. */
  Optional<Long> firstChild(long pid);

  /** The largest resident memory a process has had; 0 = not known. */
  long peakMemoryBytes(long pid);
}
