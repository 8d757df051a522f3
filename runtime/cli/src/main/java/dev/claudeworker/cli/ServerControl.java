package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.cli.client.ServerLocator;
import dev.claudeworker.cli.client.ServerRecord;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** Stops the server of this home. */
final class ServerControl {

  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(2);
  private static final long POLL_MS = 20;

  private final Session session;

  ServerControl(Session session) {
    this.session = session;
  }

  /** Tells whoever changed something what a running server makes of it. */
  static void sayIfOneRuns(Session session, String what) {
    session.home()
        .serverRecord()
        .filter(record -> record.process().isPresent())
        .ifPresent(record -> session.output().note(what));
  }

  /** A server elsewhere is not ours to start or stop. */
  void refuseIfNamed(String verb) {
    Usage.require(
        !session.locator().isNamed(),
        ServerLocator.URL_VARIABLE + " names a server; only the server of this home can be " + verb + " from here",
        "Unset it, or do this on the machine of that server.");
  }

  /**
   * Stops the server and waits until its process is gone.
   *
   * @param request what becomes of running tasks
   * @return false if none was running
   */
  boolean stop(StopRequest request) throws InterruptedException {
    Optional<ServerApi> server = session.locator().find();
    Optional<ServerRecord> record = session.home().serverRecord();
    Optional<ProcessHandle> process = record.flatMap(ServerRecord::provenProcess);
    if (server.isEmpty() && process.isEmpty()) {
      return false;
    }
    if (request.isDraining()) {
      session.output().note("Waiting for running tasks ...");
    }
    if (server.isEmpty() || !isAsked(server.get(), request, process.isPresent())) {
      // It runs but does not answer: the signal has the same effect as a stop that leaves tasks running.
      session.output().note("The server does not answer; it is sent a signal.");
      process.ifPresent(ProcessHandle::destroy);
    }
    Optional<ProcessHandle> present = process.or(() -> record.flatMap(ServerRecord::process));
    awaitEnd(server, present, request.patience().orElse(Duration.ZERO).plus(MARGIN));
    return true;
  }

  /** Asks the server to stop; false if it cannot be reached and there is another way. */
  private static boolean isAsked(ServerApi server, StopRequest request, boolean otherWay) {
    JsonObject order = JsonObject.EMPTY.with("mode", request.mode());
    try {
      server.post(
          ServerApi.BASE + "/server/stop",
          request.patience().map(time -> order.with("timeout_seconds", time.toSeconds())).orElse(order));
      return true;
    } catch (CommandFailure failure) {
      if (failure.exitCode() != ExitCodes.UNREACHABLE || !otherWay) {
        throw failure;
      }
      return false;
    }
  }

  private void awaitEnd(Optional<ServerApi> server, Optional<ProcessHandle> process, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (isThere(server, process)) {
      if (System.nanoTime() > deadline) {
        throw new CommandFailure(
            ExitCodes.FAILED,
            "the server was asked to stop but is still there"
                + process.map(it -> " (process " + it.pid() + ")").orElse(""),
            "See 'claude-worker server logs'.");
      }
      Thread.sleep(POLL_MS);
    }
  }

  private static boolean isThere(Optional<ServerApi> server, Optional<ProcessHandle> process) {
    return process.map(ProcessHandle::isAlive)
        .orElseGet(() -> server.flatMap(api -> api.health("/health", HEALTH_PATIENCE)).isPresent());
  }
}
