package dev.claudeworker.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what a child left behind: politely, after a short grace period hard. */
final class Stragglers {

  private static final Logger LOG = LoggerFactory.getLogger(Stragglers.class);

  /** How long a process that is just executing another program may stay undecided, in looks of 2 ms. */
  private static final int LOOKS_AT_UNDECIDED = 10;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

  private final AttemptProcesses processes;
  private final Signals signals;
  private final ProcessSettings settings;
  private final Set<Long> ended = new HashSet<>();

  Stragglers(AttemptProcesses processes, Signals signals, ProcessSettings settings) {
    this.processes = processes;
    this.signals = signals;
    this.settings = settings;
  }

  /** Ends them all and returns how many there were. Looks for the first ones only among the given pids. */
  int end(LongPredicate among) throws InterruptedException {
    var left = look(among);
    long start = System.nanoTime();
    var pause = BETWEEN_LOOKS;
    while (!left.isEmpty()) {
      long waited = System.nanoTime() - start;
      if (waited > settings.stragglerGrace().plus(settings.killWait()).toNanos()) {
        LOG.warn("processes {} of an ended attempt do not go away after a KILL signal; they are left to themselves",
            left.stream().map(ProcessEntry::pid).toList());
        break;
      }
      signal(left, waited > settings.stragglerGrace().toNanos());
      Thread.sleep(pause);
      pause = settings.shortestPoll();
      left = processes.census().found();
    }
    return ended.size();
  }

  private List<ProcessEntry> look(LongPredicate among) throws InterruptedException {
    var census = processes.census(among);
    for (int looks = 0; census.undecided() && looks < LOOKS_AT_UNDECIDED; looks++) {
      Thread.sleep(BETWEEN_LOOKS);
      census = processes.census(among);
    }
    return census.found();
  }

  private void signal(List<ProcessEntry> left, boolean hard) {
    for (var process : left) {
      boolean first = ended.add(process.pid());
      if (hard) {
        signals.kill(process);
      } else if (first) {
        signals.terminate(process);
      }
    }
  }
}
