package dev.claudeworker.tasklog;

import dev.claudeworker.attempt.AttemptLogLine;
import dev.claudeworker.attempt.LogLevel;
import dev.claudeworker.attempt.VisibleText;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.tasklog.TaskLogLine.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells what happened to a task, for the summary in short and for the detailed log in full. Pure. The summary has the begin,
 * the end and the steps of the attempts' logs in between; the detailed log also has the prompts, the options, the input and
 * output of tools, and what a failure consists of.
 */
public final class TaskLogStory {

  static final int MAX_PROMPT = 100;
  static final int MAX_PROGRESS = 80;

  private static final int INDENT = 4;

  /** Enough of a text for any cut, so that a huge one is not taken apart as a whole. */
  private static final int CUT_FROM = 4_000;

  private final JsonCodec json;

  /** A story whose JSON values are printed by a codec. */
  public TaskLogStory(JsonCodec json) {
    this.json = json;
  }

  /** What the same thing is called in the two files; an empty text leaves it out. */
  record Told(TaskLogLine summary, TaskLogLine detailed) {}

  /** The head of both files. */
  Told head(Task task, TaskInput input) {
    var settings = task.settings();
    String name = settings.name().map(text -> " \"" + VisibleText.of(text) + "\"").orElse("");
    String what =
        "task " + task.id() + name + " in " + settings.workingDirectory() + ", executor " + settings.executor()
            + settings.model().map(model -> ", model " + model).orElse("");
    String full = what + "\n" + block("uuid", task.uuid().toString())
        + (settings.executorOptions().members().isEmpty() ? ""
            : block("options", json.print(settings.executorOptions())))
        + input.systemPrompt().map(text -> block("system prompt", text)).orElse("")
        + block("prompt", input.prompt());
    return told(task.times().created(), Kind.TASK, OptionalInt.empty(),
        what + ": " + cut(input.prompt(), MAX_PROMPT), full);
  }

  private static String block(String title, String text) {
    return title + ":\n" + text.indent(INDENT);
  }

  /** A line of an attempt's log. */
  Told line(int attempt, AttemptLogLine line) {
    boolean summary = line.level() == LogLevel.SUMMARY;
    return told(line.at(), summary ? Kind.PROGRESS : Kind.DETAIL, OptionalInt.of(attempt),
        summary ? cut(line.text(), MAX_PROGRESS) : "", line.text());
  }

  /** A committed event; the task as it stands now adds what events do not carry. */
  Told event(TaskEvent event, Optional<Task> task) {
    Kind kind = kind(event.type());
    String what = sentence(event, kind, task);
    OptionalInt attempt = event.attempt().map(OptionalInt::of).orElse(OptionalInt.empty());
    String more =
        kind == Kind.FAILED ? task.flatMap(known -> known.state().failure()).map(this::failure).orElse("") : "";
    return told(event.at(), kind, attempt, cut(what, MAX_PROMPT * 2), what + more);
  }

  private static Kind kind(String type) {
    return switch (type) {
      case EventTypes.TASK_STARTED -> Kind.STARTED;
      case EventTypes.TASK_ADOPTED -> Kind.ADOPTED;
      case EventTypes.TASK_RETRY_SCHEDULED -> Kind.RETRIED;
      case EventTypes.TASK_SUSPENDED -> Kind.SUSPENDED;
      case EventTypes.TASK_RELEASED -> Kind.RELEASED;
      case EventTypes.TASK_COMPLETED -> Kind.COMPLETED;
      case EventTypes.TASK_FAILED -> Kind.FAILED;
      case EventTypes.TASK_CANCELLED, EventTypes.TASK_CANCEL_REQUESTED -> Kind.CANCELLED;
      default -> Kind.OTHER;
    };
  }

  private static String sentence(TaskEvent event, Kind kind, Optional<Task> task) {
    String attempt = event.attempt().map(number -> "attempt " + number).orElse("task");
    String message = event.data().text("message").map(text -> ": " + text).orElse("");
    String until = event.data().text("until").map(time -> ", until " + time).orElse("");
    return switch (kind) {
      case STARTED -> attempt + " started";
      case ADOPTED -> attempt + " goes on: the server was started again";
      case RETRIED -> attempt + " ended" + message + "; it is tried again" + until;
      case SUSPENDED -> attempt + " waits (" + event.data().text("wait_reason").orElse("") + ")" + until;
      case RELEASED -> attempt + " was put back into the queue";
      case COMPLETED -> "completed" + task.map(TaskLogStory::used).orElse("");
      case FAILED -> "failed" + message
          + task.flatMap(known -> known.state().failure()).map(failure -> " " + failure.suggestion()).orElse("");
      case CANCELLED -> event.type().equals(EventTypes.TASK_CANCELLED)
          ? "cancelled"
          : "asked to end by " + event.actor();
      default -> event.type().substring(event.type().lastIndexOf('.') + 1).replace('_', ' ') + message;
    };
  }

  private static String used(Task task) {
    var usage = task.state().usage();
    String turns = usage.turns() > 0 ? ", " + usage.turns() + " turns" : "";
    String cost = usage.costMicrosUsd() > 0
        ? String.format(Locale.ROOT, ", %.4f USD", usage.costMicrosUsd() / 1e6)
        : "";
    String result = task.state().result().map(summary -> ": " + summary.preview()).orElse("");
    return turns + cost + result;
  }

  private String failure(Failure failure) {
    return "\n" + block("failure",
        failure.errorCode().code() + " (" + failure.errorCode().category().name().toLowerCase(Locale.ROOT) + ")")
        + (failure.details().members().isEmpty() ? "" : block("details", json.print(failure.details())));
  }

  private static Told told(
      java.time.Instant at, Kind kind, OptionalInt attempt, String summary, String detailed) {
    return new Told(new TaskLogLine(at, kind, attempt, summary), new TaskLogLine(at, kind, attempt, detailed));
  }

  /** One line of at most so many characters. */
  private static String cut(String text, int atMost) {
    String beginning = text.length() > CUT_FROM ? text.substring(0, CUT_FROM) : text;
    String line = VisibleText.of(String.join(" ", List.of(beginning.strip().split("\\s+"))));
    if (line.codePointCount(0, line.length()) <= atMost) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, atMost - 1)) + "…";
  }
}
