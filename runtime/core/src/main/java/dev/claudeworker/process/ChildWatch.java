package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.EndCause;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one child until its end, on a virtual thread of its own: wakes those who follow its output, ends it when it breaks
 * a limit, and in the end clears up behind it.
 */
final class ChildWatch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ChildWatch.class);

  /** Up to this age all the child has started is surely among the last pids given out. */
  private static final Duration SHORT_LIFE = Duration.ofSeconds(1);

  private final Watched watched;
  private final ProcessTable table;
  private final ProcessSettings settings;
  private final OutputMeter output;
  private final MemoryMeter memory;
  private final long startNanos = System.nanoTime();
  private boolean directoryVanished;

  /**
   * What is watched.
   *
   * @param child the child
   * @param files its files
   * @param exitNotice how its end is noticed
   * @param ender what ends it
   * @param stragglers what ends the rest
   * @param limits what it may use
   * @param silenceTimeout how long it may write nothing to stdout; zero = as long as it likes
   */
  record Watched(
      DurableChild child,
      AttemptFiles files,
      ExitNotice exitNotice,
      ChildEnder ender,
      Stragglers stragglers,
      ProcessLimits limits,
      Duration silenceTimeout) {}

  ChildWatch(Watched watched, ProcessTable table, ProcessSettings settings) {
    this.watched = watched;
    this.table = table;
    this.settings = settings;
    this.output = new OutputMeter(watched.files());
    this.memory = new MemoryMeter(table, watched.child().pid());
  }

  @Override
  public void run() {
    var child = watched.child();
    try {
      awaitEnd();
      watched.ender().over();
      child.complete(clearUp());
    } catch (InterruptedException stopped) {
      child.abandon();
    } catch (IOException | RuntimeException fault) {
      LOG.error("the watch over the child {} in {} failed", child.pid(), watched.files().directory(), fault);
      child.fail(fault);
    } finally {
      watched.ender().over();
    }
  }

  private void awaitEnd() throws InterruptedException {
    var interval = settings.shortestPoll();
    while (!watched.exitNotice().await(interval)) {
      boolean grown = look();
      var longer = interval.multipliedBy(3).dividedBy(2);
      interval = grown ? settings.shortestPoll()
          : longer.compareTo(settings.longestPoll()) < 0 ? longer : settings.longestPoll();
    }
  }

  private boolean look() {
    memory.sample();
    var finding = output.measure();
    switch (finding) {
      case VANISHED -> endWithoutDirectory();
      case GROWN -> watched.child().outputGrew();
      case SILENT -> {}
    }
    enforceLimits();
    return finding == OutputMeter.Finding.GROWN;
  }

  private void enforceLimits() {
    var child = watched.child();
    if (child.endCause().isPresent()) {
      return;
    }
    if (output.totalBytes() > watched.limits().maxOutputBytes()) {
      child.end(EndCause.OUTPUT_LIMIT);
    } else if (watched.silenceTimeout().isPositive()
        && output.stdoutSilence().compareTo(watched.silenceTimeout()) > 0) {
      child.end(EndCause.SILENCE);
    }
  }

  private void endWithoutDirectory() {
    if (!directoryVanished) {
      directoryVanished = true;
      LOG.warn("the directory {} was deleted while its child {} was running; the child is ended",
          watched.files().directory(), watched.child().pid());
      watched.ender().end(watched.limits().gracePeriod());
    }
  }

  private ChildExit clearUp() throws IOException, InterruptedException {
    var child = watched.child();
    int stragglers = watched.stragglers().end(this::searched);
    watched.files().deleteStdin();
    return new ChildExit(
        ownExit(), child.endCause(), CpuTimes.ofChildren(watched.files().times()), memory.peakBytes(), stragglers);
  }

  /** A status in a directory whose start was somebody else's says nothing about this child. */
  private OptionalInt ownExit() throws IOException {
    boolean own = watched.files().readStart() instanceof AttemptFiles.Start.Started started
        && started.pid() == watched.child().pid();
    return own ? watched.files().readExit() : OptionalInt.empty();
  }

  private List<Long> searched() {
    var child = watched.child();
    boolean shortLived = System.nanoTime() - startNanos < SHORT_LIFE.toNanos();
    return child.adopted() || !shortLived ? table.pids() : PidWindow.since(child.pid(), table).pids(table);
  }
}
