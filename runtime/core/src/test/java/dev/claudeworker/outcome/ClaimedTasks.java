package dev.claudeworker.outcome;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.NewTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Builds claimed tasks: a test says only what it is about. */
final class ClaimedTasks {

  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private NewTasks task = NewTasks.aTask().timeout(Duration.ofMinutes(30));
  private int failures;
  private int lost;
  private int suspensions;
  private Usage used = Usage.NONE;
  private Optional<Continuation> continuation = Optional.empty();

  static ClaimedTasks aClaimedTask() {
    return new ClaimedTasks();
  }

  ClaimedTasks of(NewTasks value) {
    task = value;
    return this;
  }

  ClaimedTasks failures(int value) {
    failures = value;
    return this;
  }

  ClaimedTasks lost(int value) {
    lost = value;
    return this;
  }

  ClaimedTasks suspensions(int value) {
    suspensions = value;
    return this;
  }

  ClaimedTasks cost(long micros) {
    used = new Usage(0, 0, 0, 0, 0, micros, Duration.ZERO, 0);
    return this;
  }

  ClaimedTasks continues(String reference, String text) {
    continuation = Optional.of(new Continuation(reference, Optional.of(text)));
    return this;
  }

  ClaimedTask build() {
    NewTask built = task.build();
    var id = new TaskId(7);
    var state = new TaskState(
        TaskStatus.RUNNING, Optional.empty(), 0, 2, failures, lost, suspensions, false,
        continuation.map(Continuation::resumeReference), Optional.empty(), used, Optional.empty(), Optional.empty());
    var whole = new Task(
        id, built.uuid(), 3, "", built.spec().settings(), state, TaskPlace.ALONE,
        new TaskTimes(NOW, Optional.empty(), Optional.of(NOW), Optional.empty()));
    var attempt = new Attempt(
        id, 2, UUID.randomUUID(), AttemptStatus.RUNNING, false, "server-1", Optional.empty(), NOW, Optional.empty(),
        Usage.NONE, Optional.empty());
    return new ClaimedTask(
        whole, built.spec().input(), attempt, new Lease(id, 2, UUID.randomUUID(), NOW.plusSeconds(60)), continuation);
  }
}
