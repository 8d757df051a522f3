package dev.claudeworker.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the end of a child's shell is noticed. */
interface ExitNotice {

  /** Waits for the end, but not longer than told. Returns whether it has come. */
  boolean await(Duration limit) throws InterruptedException;

  /** The Java process tells: the shell was started by this server. */
  static ExitNotice of(Process process) {
    return limit -> process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The process table tells: the shell was started by an earlier server. */
  static ExitNotice of(ProcessTable table, ProcessEntry shell) {
    return limit -> {
      if (!alive(table, shell)) {
        return true;
      }
      Thread.sleep(limit);
      return !alive(table, shell);
    };
  }

  /** It has ended already. */
  static ExitNotice past() {
    return limit -> true;
  }

  /** A zombie is dead: only its entry is left. */
  static boolean alive(ProcessTable table, ProcessEntry process) {
    return table.find(process.pid()).filter(process::sameProcess).filter(now -> !now.dead()).isPresent();
  }
}
