package dev.claudeworker.worker;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.queue.FutureCommit;
import dev.claudeworker.queue.GroupCommitter;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.RunningAttempt;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over attempts that nobody keeps, and goes on with them as far as that is possible. */
final class Recovery {

  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  private final ExecutorCatalog executors;
  private final GroupCommitter committer;
  private final AttemptRunner runner;
  private final LeaseHolder server;
  private final String actor;
  private final Duration leaseFor;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  Recovery(
      CoreParts parts, GroupCommitter committer, AttemptRunner runner, String actor, Duration leaseFor) {
    this.executors = parts.executors();
    this.committer = committer;
    this.runner = runner;
    this.server = parts.server();
    this.actor = actor;
    this.leaseFor = leaseFor;
    this.clock = parts.clock();
    this.ids = new RandomIds(parts.random());
  }

  /**
   * Takes attempts over. One whose executor is not here is left as it is: its child may be running, and the next round tries
   * again.
   */
  void takeOver(List<RunningAttempt> abandoned) {
    List<FutureCommit> commits = abandoned.stream().filter(this::canJudge).map(this::takeOver).toList();
    commits.forEach(committer::enqueue);
    commits.forEach(commit -> {
      switch (commit.await()) {
        case UnitResult.TakenOver(var claimed) -> goOn(claimed, before(abandoned, claimed));
        case UnitResult other -> log.info("An attempt was not taken over: {}", other);
      }
    });
  }

  private boolean canJudge(RunningAttempt running) {
    String executor = running.task().settings().executor();
    boolean known = executors.find(executor).isPresent();
    if (!known) {
      log.warn(
          "Task {} attempt {} was left running by an earlier run of the server, but there is no executor '{}' to go on with"
              + " it. It is left alone until there is.",
          running.task().id(), running.attempt().number(), executor);
    }
    return known;
  }

  private FutureCommit takeOver(RunningAttempt running) {
    var event =
        EventDrafts.attempt(
            EventTypes.TASK_ADOPTED,
            running.task().settings(),
            running.attempt().number(),
            actor,
            clock.instant(),
            JsonObject.EMPTY
                .with("status", running.task().status().word())
                .with("server", server.server())
                .with("from_server", running.attempt().server()));
    return new FutureCommit(new Unit.TakeOver(running.lease(), ids.get(), server, leaseFor, event));
  }

  private void goOn(ClaimedTask claimed, String serverBefore) {
    String executor = claimed.task().settings().executor();
    boolean here = serverBefore.equals(server.server());
    boolean reattachable = executors.find(executor).filter(found -> found.executor().reattachable()).isPresent();
    if (!here) {
      runner.lose(claimed, "server " + serverBefore + " stopped renewing its lease");
    } else if (!reattachable) {
      runner.lose(claimed, "the server ended while executor " + executor + " ran inside it");
    } else {
      log.info("Task {}: going on with attempt {}", claimed.task().id(), claimed.attempt().number());
      runner.adopt(claimed);
    }
  }

  private static String before(List<RunningAttempt> abandoned, ClaimedTask claimed) {
    return abandoned.stream()
        .filter(running -> running.task().id().equals(claimed.task().id()))
        .map(running -> running.attempt().server())
        .findFirst()
        .orElse("");
  }
}
