package dev.claudeworker.process;

import java.util.Optional;

/**
 * One line of the process table.
 *
 * @param pid process id
 * @param state the state letter; Z and X are dead
 * @param group process group
 * @param session session
 * @param kernelThread whether it is part of the kernel
 * @param startTicks when it started, in clock ticks since boot: with the pid it names one process of one boot. Not Java's
 *     start instant, which moves with the clock
 */
record ProcessEntry(long pid, char state, long group, long session, boolean kernelThread, long startTicks) {

  /** From the kernel's sched.h: PF_KTHREAD. */
  private static final long KERNEL_THREAD_FLAG = 0x00200000;

  private static final int FIELDS_NEEDED = 20;

  private static final int CODE_START = 23;
  private static final int ENVIRONMENT_START = 47;
  private static final int ENVIRONMENT_END = 48;

  /** Reads a line of {@code /proc/<pid>/stat}; see proc_pid_stat(5). The name in parentheses may hold anything. */
  static Optional<ProcessEntry> parse(String line) {
    int nameStart = line.indexOf(" (");
    int nameEnd = line.lastIndexOf(") ");
    if (nameStart < 1 || nameEnd < nameStart) {
      return Optional.empty();
    }
    String[] fields = line.substring(nameEnd + 2).split(" ", FIELDS_NEEDED + 1);
    if (fields.length < FIELDS_NEEDED) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ProcessEntry(
          Long.parseLong(line.substring(0, nameStart)),
          fields[0].charAt(0),
          Long.parseLong(fields[2]),
          Long.parseLong(fields[3]),
          (Long.parseLong(fields[6]) & KERNEL_THREAD_FLAG) != 0,
          Long.parseLong(fields[19])));
    } catch (NumberFormatException notAnEntry) {
      return Optional.empty();
    }
  }

  /**
   * Whether the line is one of a process that was given no variables at all. One that is just executing another program has
   * an empty place for them at first, and for its code none until all of them are there; one that is ending has neither.
   */
  static boolean environmentIsEmpty(String line) {
    String[] fields = line.substring(line.lastIndexOf(") ") + 2).split(" ");
    return fields.length > ENVIRONMENT_END
        && !fields[CODE_START].equals("0")
        && fields[ENVIRONMENT_START].equals(fields[ENVIRONMENT_END]);
  }

  boolean dead() {
    return state == 'Z' || state == 'X' || state == 'x';
  }

  boolean sameProcess(ProcessEntry other) {
    return pid == other.pid && startTicks == other.startTicks;
  }
}
