package dev.claudeworker;

import dev.claudeworker.http.InProcessMcp;
import dev.claudeworker.http.ServerControl;
import dev.claudeworker.worker.StopMode;
import dev.claudeworker.worker.WorkerCore;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: says how it is, and stops when it is asked to. */
final class Server implements ServerControl {

  private static final Logger log = LoggerFactory.getLogger(Server.class);

  private final Duration stopTimeout;
  private final OpenParts open = new OpenParts();
  private final CompletableFuture<StopOrder> stopOrder = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean coreStopped = new AtomicBoolean();
  private volatile Optional<WorkerCore> running = Optional.empty();

  private Server(Duration stopTimeout) {
    this.stopTimeout = stopTimeout;
  }

  /**
   * Starts a server; when this returns it answers requests.
   *
   * @param order what it is started from
   * @param agents takes the way in for agents in this process, before the storage is open: what needs it waits
   */
  static Server start(StartOrder order, Consumer<InProcessMcp> agents) throws Exception {
    var server = new Server(ServerSettings.stopTimeout(order.configuration()));
    try {
      new ServerStart(order, server, server.open).run(agents);
    } catch (Exception failed) {
      server.open.close();
      throw failed;
    }
    return server;
  }

  /** From now on there is a core, which may be started. */
  void runs(WorkerCore core) {
    running = Optional.of(core);
    // Only when the start fails later on: a regular stop ends the core before anything is closed.
    open.add("core", () -> stopCore(new StopOrder(StopMode.LEAVE_RUNNING, Duration.ZERO)));
  }

  @Override
  public Optional<String> trouble() {
    return stopOrder.isDone()
        ? Optional.of("the server is stopping")
        : running.flatMap(core -> core.worker().status().trouble());
  }

  @Override
  public void requestStop(StopMode mode, Duration atMost) {
    if (stopOrder.complete(new StopOrder(mode, atMost))) {
      log.info("stopping ({})", mode.name().toLowerCase(Locale.ROOT));
    } else if (mode == StopMode.FORCE) {
      log.info("ending running tasks");
      Thread.ofVirtual()
          .name("force-stop")
          .start(
              () -> running.ifPresent(core -> core.stop(StopMode.FORCE, atMost)));
    }
  }

  /** Begins the stop that a signal asks for: running tasks go on. False if a stop was asked for before. */
  boolean requestStopBySignal() {
    boolean first = !stopOrder.isDone();
    requestStop(StopMode.LEAVE_RUNNING, stopTimeout);
    return first;
  }

  /** Begins the stop before a new start: running tasks go on. A stop that was asked for before wins. */
  void requestStartAgain() {
    stopOrder.complete(new StopOrder(StopMode.LEAVE_RUNNING, stopTimeout, true));
  }

  /** Waits until a stop is asked for, then stops; the interface answers as long as tasks are waited for. */
  StopOrder awaitStop() throws InterruptedException {
    StopOrder asked;
    try {
      asked = stopOrder.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    stopCore(asked);
    open.close();
    log.info("stopped");
    stopped.countDown();
    return asked;
  }

  private void stopCore(StopOrder how) {
    if (coreStopped.compareAndSet(false, true)) {
      running.ifPresent(core -> core.stop(how.mode(), how.atMost()));
    }
  }

  /** Waits until everything is stopped. */
  boolean awaitStopped(Duration atMost) throws InterruptedException {
    return stopped.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
