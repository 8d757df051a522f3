package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.ProcessStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** The process room of a POSIX system. */
public final class DurableProcessRoom implements ProcessRoom {

  private final ProcessSettings settings;
  private final ProcessCapabilities capabilities;
  private final ProcessTable table = new LinuxProcessTable();
  private final Signals signals = new Signals(table);
  private final ChildSpawner spawner;
  private final ChildAdopter adopter;
  private final Map<UUID, CompletableFuture<DurableChild>> children = new ConcurrentHashMap<>();
  private final Set<Thread> watches = ConcurrentHashMap.newKeySet();
  private final ChildGuard guard;
  private volatile boolean closed;

  private DurableProcessRoom(ProcessSettings settings, ProcessCapabilities capabilities, HomeScript script,
      ChildGuard guard)
      throws IOException {
    var machine = Machine.current();
    this.settings = settings;
    this.guard = guard;
    this.capabilities = capabilities;
    this.spawner = new ChildSpawner(script, machine, capabilities.sessionCommand());
    this.adopter = new ChildAdopter(table, signals, machine, settings);
  }

  /**
   * Opens the room.
   *
   * @param settings its bounds
   * @param home the directory in which the script that runs children is kept; existing, mode 0700
   * @return the room
   * @throws IOException if the script cannot be written
   */
  public static DurableProcessRoom open(ProcessSettings settings, Path home) throws IOException {
    return open(settings, home, ChildGuard.NONE);
  }

  /**
   * Opens the room.
   *
   * @param settings its bounds
   * @param home the directory in which the script that runs children is kept; existing, mode 0700
   * @param guard ends children whose leases are about to run out
   * @return the room
   * @throws IOException if the script cannot be written
   */
  public static DurableProcessRoom open(ProcessSettings settings, Path home, ChildGuard guard) throws IOException {
    return new DurableProcessRoom(settings, CapabilityProbe.probe(), HomeScript.child(home), guard);
  }

  @Override
  public ChildGuard guard() {
    return guard;
  }

  @Override
  public ProcessCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public ChildProcess open(ProcessRequest request) throws ProcessStartException, InterruptedException {
    if (closed) {
      throw new IllegalStateException("the process room is closed");
    }
    var mine = new CompletableFuture<DurableChild>();
    var earlier = children.putIfAbsent(request.attemptId(), mine);
    if (earlier != null) {
      return openedBefore(earlier);
    }
    try {
      guard.watch(request.attemptId(), request.directory());
      var child = startOrAdopt(request);
      mine.complete(child);
      return child;
    } catch (ProcessStartException | InterruptedException | RuntimeException failed) {
      children.remove(request.attemptId());
      releaseUnlessUndecided(request.attemptId(), failed);
      mine.completeExceptionally(failed);
      throw failed;
    }
  }

  /** After an interrupt it is not known whether there is a child. */
  private void releaseUnlessUndecided(UUID attempt, Exception failed) {
    if (!(failed instanceof InterruptedException)) {
      guard.release(attempt);
    }
  }

  @Override
  public void close() {
    closed = true;
    spawner.close();
    watches.forEach(Thread::interrupt);
    watches.forEach(DurableProcessRoom::join);
  }

  private static DurableChild openedBefore(CompletableFuture<DurableChild> earlier)
      throws ProcessStartException, InterruptedException {
    try {
      return earlier.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ProcessStartException refused) {
        throw refused;
      }
      throw new IllegalStateException("another thread failed to open this child", failed.getCause());
    }
  }

  private DurableChild startOrAdopt(ProcessRequest request) throws ProcessStartException, InterruptedException {
    var files = new AttemptFiles(request.directory());
    if (request.adopt() || files.run().toFile().exists()) {
      var found = adopter.adopt(files, request.attemptId());
      var notice = found.living().map(shell -> ExitNotice.of(table, shell)).orElseGet(ExitNotice::past);
      // Without a living shell its pid proves nothing any more.
      return watch(request, files, new Origin(found.pid(), true, notice, found.living()));
    }
    var process = spawner.spawn(files, request.attemptId(), request.spec());
    // A shell that has ended already still has its entry until Java has asked for its status, or none: then the token tells.
    return watch(
        request, files, new Origin(process.pid(), false, ExitNotice.of(process), table.find(process.pid())));
  }

  private record Origin(long pid, boolean adopted, ExitNotice exitNotice, Optional<ProcessEntry> shell) {}

  private DurableChild watch(ProcessRequest request, AttemptFiles files, Origin origin) {
    var processes = new AttemptProcesses(table, request.attemptId(), origin.shell());
    var ender = new ChildEnder(origin.pid(), processes, signals, settings);
    var child = new DurableChild(origin.pid(), origin.adopted(), files, ender, request.limits().gracePeriod());
    var watch = new ChildWatch(
        new ChildWatch.Watched(
            child,
            files,
            origin.exitNotice(),
            ender,
            new Stragglers(processes, signals, settings),
            request.limits(),
            request.spec().silenceTimeout()),
        table,
        settings);
    start(request.attemptId(), child, watch);
    return child;
  }

  private void start(UUID attemptId, DurableChild child, ChildWatch watch) {
    var thread = Thread.ofVirtual().name("watch-child-" + child.pid()).unstarted(() -> {
      try {
        watch.run();
        if (child.hasEnded()) {
          guard.release(attemptId);
        }
      } finally {
        children.remove(attemptId);
        watches.remove(Thread.currentThread());
      }
    });
    watches.add(thread);
    thread.start();
    if (closed) {
      thread.interrupt();
    }
  }

  private static void join(Thread watch) {
    boolean interrupted = false;
    while (watch.isAlive()) {
      try {
        watch.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
