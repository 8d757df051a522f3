package dev.claudeworker.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what a child left behind: politely, after a short grace period hard. */
final class Stragglers {

  private static final Logger LOG = LoggerFactory.getLogger(Stragglers.class);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

  /** How long a process that is just executing another program may stay undecided; long, because a busy machine is slow. */
  private static final Duration UNDECIDED_WAIT = Duration.ofMillis(250);

  /** Looks in a row because others had just departed; on a busy machine some process always has. */
  private static final int LOOKS_AFTER_DEPARTURES = 3;

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

  /** Looks until nobody is undecided and nobody departed who might have left somebody unseen. */
  private List<ProcessEntry> look(Supplier<List<Long>> among) throws InterruptedException {
    long start = System.nanoTime();
    var departed = new HashSet<Long>();
    int looks = 0;
    while (true) {
      var census = processes.census(among.get());
      boolean newlyDeparted = departed.addAll(census.departed());
      if (!census.found().isEmpty()) {
        return census.found();
      }
      if (census.undecided() && System.nanoTime() - start < UNDECIDED_WAIT.toNanos()) {
        Thread.sleep(BETWEEN_LOOKS);
      } else if (!newlyDeparted || ++looks > LOOKS_AFTER_DEPARTURES) {
        return List.of();
      }
    }
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
