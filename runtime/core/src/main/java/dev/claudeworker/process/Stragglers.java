package dev.claudeworker.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what a child left behind: politely, after a short grace period hard. */
final class Stragglers {

  private static final Logger LOG = LoggerFactory.getLogger(Stragglers.class);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

  /** How long a process may take to execute another program, or to end; long, because a busy machine is slow. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private final AttemptProcesses processes;
  private final Signals signals;
  private final ProcessSettings settings;
  private final Set<Long> ended = new HashSet<>();

  Stragglers(AttemptProcesses processes, Signals signals, ProcessSettings settings) {
    this.processes = processes;
    this.signals = signals;
    this.settings = settings;
  }

  /** Ends them all and returns how many there were. Looks for the first ones only among the given pids, asked for at every look. */
  int end(Supplier<List<Long>> among) throws InterruptedException {
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
      left = look(processes::everybody);
    }
    return ended.size();
  }

  /**
   * Looks until somebody is found or nobody can have been missed: after the first look only at the undecided, and at those
   * started since the list before was made, because only they can be children of somebody who departed unseen.
   */
  private List<ProcessEntry> look(Supplier<List<Long>> among) throws InterruptedException {
    long start = System.nanoTime();
    long last = processes.lastPid();
    var census = processes.census(among.get());
    // Where the last pid is not known, everybody is looked at again, and the dead whom nobody buries are there each time.
    var departed = new HashSet<Long>();
    while (census.found().isEmpty() && (departed.addAll(census.departed()) || !census.undecided().isEmpty())) {
      if (System.nanoTime() - start > LONGEST_LOOK.toNanos()) {
        LOG.warn("an ended attempt may have left processes: after {} s these cannot be told: {}",
            LONGEST_LOOK.toSeconds(),
            census.undecided());
        break;
      }
      if (!census.undecided().isEmpty()) {
        Thread.sleep(BETWEEN_LOOKS);
      }
      long lastBefore = last;
      last = processes.lastPid();
      census = processes.census(
          Stream.concat(census.undecided().stream(), processes.startedAfter(lastBefore).stream()).distinct().toList());
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
