package dev.claudeworker.process;

import dev.claudeworker.process.AttemptFiles.Start;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Finds the child that an earlier server started, or makes sure that there is none. */
final class ChildAdopter {

  private final ProcessTable table;
  private final Signals signals;
  private final Machine machine;
  private final ProcessSettings settings;

  ChildAdopter(ProcessTable table, Signals signals, Machine machine, ProcessSettings settings) {
    this.table = table;
    this.signals = signals;
    this.machine = machine;
    this.settings = settings;
  }

  /**
   * A child that was found.
   *
   * @param pid pid of its shell
   * @param living the shell's entry, if it still runs; otherwise the child has ended and left its exit status
   */
  record Found(long pid, Optional<ProcessEntry> living) {}

  Found adopt(AttemptFiles files, UUID attemptId) throws ProcessStartException, InterruptedException {
    try {
      if (files.preventStart() || files.readStart() instanceof Start.Never) {
        files.deleteStdin();
        throw new ProcessStartException(
            Reason.NEVER_STARTED, "The server ended before it started the child; now it never starts.");
      }
      checkMachine(files);
      return find(files, attemptId);
    } catch (IOException error) {
      throw new ProcessStartException(
          Reason.OTHER, "The files of the attempt in %s cannot be read (%s).".formatted(files.directory(), error));
    }
  }

  private void checkMachine(AttemptFiles files) throws IOException, ProcessStartException {
    var then = files.readMachine();
    if (then.isPresent() && !then.get().bootId().equals(machine.bootId())) {
      files.deleteStdin();
      throw new ProcessStartException(
          Reason.LOST, "The machine was started anew while the child was running; what its files say does not count.");
    }
  }

  private Found find(AttemptFiles files, UUID attemptId)
      throws IOException, ProcessStartException, InterruptedException {
    var processes = new AttemptProcesses(table, attemptId, Optional.empty());
    var started = awaitPid(files, processes);
    if (started.isPresent()) {
      var living = living(started.get(), processes);
      // The exit status is read after the look at the process, which may have ended in between.
      if (living.isPresent() || files.readExit().isPresent()) {
        return new Found(started.get().pid(), living);
      }
    }
    int left = new Stragglers(processes, signals, settings).end(processes::everybody);
    files.deleteStdin();
    throw new ProcessStartException(
        Reason.LOST,
        "The child is gone and left no exit status%s."
            .formatted(left == 0 ? "" : "; " + left + " processes that it left behind were ended"));
  }

  /** Waits for the pid only as long as some process of the attempt is there to write it. */
  private Optional<Start.Started> awaitPid(AttemptFiles files, AttemptProcesses processes)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + settings.startWait().toNanos();
    while (true) {
      var census = processes.census();
      if (files.readStart() instanceof Start.Started started) {
        return Optional.of(started);
      }
      boolean nobodyLeft = census.found().isEmpty() && census.undecided().isEmpty();
      if (nobodyLeft || System.nanoTime() - deadline > 0) {
        return Optional.empty();
      }
      Thread.sleep(settings.shortestPoll());
    }
  }

  private Optional<ProcessEntry> living(Start.Started started, AttemptProcesses processes) {
    return table.find(started.pid())
        .filter(now -> !now.dead())
        .filter(now -> started.entry().map(now::sameProcess).orElse(true))
        .filter(processes::carriesToken);
  }
}
