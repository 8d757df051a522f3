package dev.claudeworker.spi.testkit.notify;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.dag.OrchestrationTimes;
import dev.claudeworker.spi.dag.TaskCounts;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.ResultSummary;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Builds notifications: {@code Notifications.of(EventTypes.TASK_FAILED)} is about a failed task. */
public final class Notifications {

  /** The number of every task here. */
  public static final TaskId TASK = new TaskId(7);

  /** The number of every orchestration here. */
  public static final OrchestrationId ORCHESTRATION = new OrchestrationId(3);

  private static final Instant AT = SettableClock.START;

  private Notifications() {}

  /**
   * A test that a person asked for.
   *
   * @return the notification
   */
  public static Notification test() {
    return new Notification(event(Notification.TEST, Optional.empty(), JsonObject.EMPTY), Optional.empty(),
        Optional.empty());
  }

  /**
   * An event about an ordinary task.
   *
   * @param type type of the event
   * @return the notification; its task stands as the type says, and is running if the type does not say
   */
  public static Notification of(String type) {
    return of(type, NewTasks.aTask().name("Tidy up"));
  }

  /**
   * An event about a task.
   *
   * @param type type of the event
   * @param submitted the task as it was submitted
   * @return the notification
   */
  public static Notification of(String type, NewTasks submitted) {
    return new Notification(event(type, Optional.of(TASK), JsonObject.EMPTY), Optional.of(task(type, submitted)),
        Optional.empty());
  }

  /**
   * An event about no task, for example a gate.
   *
   * @param type type of the event
   * @param data its facts
   * @return the notification
   */
  public static Notification withoutTask(String type, JsonObject data) {
    return new Notification(event(type, Optional.empty(), data), Optional.empty(), Optional.empty());
  }

  /**
   * An event about an orchestration of four tasks, two of them completed.
   *
   * @param type type of the event
   * @param status where the orchestration stands
   * @return the notification
   */
  public static Notification ofOrchestration(String type, OrchestrationStatus status) {
    var event = new TaskEvent(
        1, type, 1, TaskSettings.DEFAULT_PROJECT, "tester", Optional.empty(), Optional.empty(),
        Optional.of(ORCHESTRATION), "test-correlation", AT, JsonObject.EMPTY);
    var orchestration = new Orchestration(
        ORCHESTRATION, new UUID(0, 3), 1, TaskSettings.DEFAULT_PROJECT, Optional.of("Release"),
        OrchestrationSettings.DEFAULT, status, new TaskCounts(0, 0, 0, 2, 1, 1, 0),
        new OrchestrationTimes(AT, Optional.of(AT), Optional.empty(), Optional.empty()),
        NewTasks.aTask().build().spec().settings().origin());
    return new Notification(event, Optional.empty(), Optional.of(orchestration));
  }

  private static TaskEvent event(String type, Optional<TaskId> task, JsonObject data) {
    return new TaskEvent(
        1, type, 1, TaskSettings.DEFAULT_PROJECT, "tester", task, Optional.empty(), Optional.empty(),
        "test-correlation", AT, data);
  }

  private static Task task(String type, NewTasks submitted) {
    var spec = submitted.build().spec();
    String prompt = spec.input().prompt();
    return new Task(
        TASK, new UUID(0, 7), 1, prompt.substring(0, Math.min(prompt.length(), Task.PREVIEW_LENGTH)), spec.settings(),
        state(type), TaskPlace.ALONE, new TaskTimes(AT, Optional.empty(), Optional.of(AT), Optional.empty()));
  }

  private static TaskState state(String type) {
    TaskStatus status = switch (type) {
      case EventTypes.TASK_COMPLETED -> TaskStatus.COMPLETED;
      case EventTypes.TASK_FAILED -> TaskStatus.FAILED;
      case EventTypes.TASK_CANCELLED -> TaskStatus.CANCELLED;
      case EventTypes.TASK_SKIPPED -> TaskStatus.SKIPPED;
      default -> TaskStatus.RUNNING;
    };
    Optional<Failure> failure = status == TaskStatus.FAILED
        ? Optional.of(new Failure(
            ErrorCode.user("tests_failed"), "Three tests failed.", "Look at the log.", JsonObject.EMPTY))
        : Optional.empty();
    Optional<ResultSummary> result =
        status == TaskStatus.COMPLETED ? Optional.of(new ResultSummary("All is tidy now.", 16, 0)) : Optional.empty();
    return new TaskState(
        status, Optional.empty(), 0, 1, 0, 0, 0, false, Optional.empty(), Optional.empty(), Usage.NONE, failure,
        result);
  }
}
