package dev.claudeworker.spi.notify;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.ResultSummary;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The words of notifications. */
final class NotificationText {

  private static final int MAX_TITLE = 100;

  private NotificationText() {}

  static String headline(Notification notification) {
    TaskEvent event = notification.event();
    return oneLine(switch (event.type()) {
      case Notification.TEST -> "claude-worker: this is a test notification";
      case EventTypes.GATE_CLOSED -> "Tasks" + scope(event.data()) + " are held back: " + reason(event.data());
      case EventTypes.GATE_OPENED -> "Tasks" + scope(event.data()) + " go on: " + reason(event.data()) + " is over";
      default -> subject(notification) + " " + verb(event.type()) + title(notification);
    }, Notification.MAX_HEADLINE_LENGTH);
  }

  static String details(Notification notification) {
    String type = notification.event().type();
    String text = switch (type) {
      case Notification.TEST -> "If you can see or hear this, the notifier works.";
      case EventTypes.TASK_COMPLETED -> notification.task()
          .flatMap(task -> task.state().result())
          .map(NotificationText::result)
          .orElse("");
      case EventTypes.TASK_FAILED -> notification.task()
          .flatMap(task -> task.state().failure())
          .map(NotificationText::failure)
          .orElse("");
      case EventTypes.GATE_CLOSED -> notification.event()
          .data()
          .text("until")
          .map(until -> "Until " + until)
          .orElse("");
      default -> notification.orchestration().map(NotificationText::counts).orElse("");
    };
    return cut(text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n]]", " ").strip(),
        Notification.MAX_DETAILS_LENGTH);
  }

  private static String subject(Notification notification) {
    TaskEvent event = notification.event();
    return event.task()
        .map(id -> "Task " + id.value())
        .or(() -> event.orchestration().map(id -> "Orchestration " + id.value()))
        .orElse("claude-worker:");
  }

  /** {@code task.retry_scheduled} is told as "retry scheduled", whether the type is known or not. */
  private static String verb(String type) {
    return type.substring(type.indexOf('.') + 1).replace('_', ' ');
  }

  private static String title(Notification notification) {
    return notification.task()
        .map(NotificationText::title)
        .or(() -> notification.orchestration().flatMap(Orchestration::name).map(name -> oneLine(name, MAX_TITLE)))
        .filter(title -> !title.isBlank())
        .map(title -> ": " + title)
        .orElse("");
  }

  private static String title(Task task) {
    return oneLine(task.settings().name().orElseGet(task::promptPreview), MAX_TITLE);
  }

  private static String scope(JsonObject gate) {
    return gate.text("key").filter(key -> !key.isEmpty()).map(key -> " of " + key).orElse("");
  }

  private static String reason(JsonObject gate) {
    return gate.text("code").orElse("gate").replace('_', ' ');
  }

  private static String counts(Orchestration orchestration) {
    return Arrays.stream(TaskStatus.values())
        .filter(status -> orchestration.counts().of(status) > 0)
        .map(status -> orchestration.counts().of(status) + " " + status.word())
        .collect(Collectors.joining(", ", "Tasks: ", ""));
  }

  private static String result(ResultSummary result) {
    String denied = result.deniedToolCalls() == 0 ? "" : result.deniedToolCalls() + " tool calls were denied.\n";
    return denied + result.preview();
  }

  private static String failure(Failure failure) {
    return failure.message() + "\n" + failure.suggestion();
  }

  private static String oneLine(String text, int maxLength) {
    return cut(text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip(), maxLength);
  }

  /** Never through the middle of a character. */
  private static String cut(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    int end = maxLength - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
