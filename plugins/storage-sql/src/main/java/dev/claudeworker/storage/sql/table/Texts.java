package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.task.ResultSummary;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How inputs and results become texts beside a task's row, and back. A prompt or result that the preview in the row holds
 * whole has no text of its own.
 */
public final class Texts {

  private final JsonCodec json;

  /** Texts whose objects are printed by this codec. */
  public Texts(JsonCodec json) {
    this.json = json;
  }

  /** The rows of an input. */
  public List<TextRow> of(long task, TaskInput input) {
    List<TextRow> rows = new ArrayList<>();
    if (input.prompt().length() > Task.PREVIEW_LENGTH) {
      rows.addAll(TextRow.parts(task, TextKind.PROMPT, input.prompt()));
    }
    input.systemPrompt().ifPresent(text -> rows.addAll(TextRow.parts(task, TextKind.SYSTEM_PROMPT, text)));
    if (!input.environment().isEmpty()) {
      rows.addAll(TextRow.parts(task, TextKind.ENVIRONMENT, json.print(object(input.environment()))));
    }
    return rows;
  }

  /** The rows of a result. */
  public List<TextRow> of(long task, TaskResult result) {
    List<TextRow> rows = new ArrayList<>();
    if (result.text().length() > ResultSummary.PREVIEW_LENGTH) {
      rows.addAll(TextRow.parts(task, TextKind.RESULT, result.text()));
    }
    if (!result.details().members().isEmpty()) {
      rows.addAll(TextRow.parts(task, TextKind.RESULT_DETAILS, json.print(result.details())));
    }
    return rows;
  }

  /** Whole texts, by task and kind; the parts come in order. */
  public static Map<TaskId, Map<TextKind, String>> join(List<TextRow> rows) {
    Map<TaskId, Map<TextKind, String>> texts = new HashMap<>();
    for (TextRow row : rows) {
      texts.computeIfAbsent(new TaskId(row.task()), id -> new EnumMap<>(TextKind.class))
          .merge(row.kind(), row.text(), String::concat);
    }
    return texts;
  }

  /** The input of a task with its whole texts. */
  public TaskInput input(Task task, Map<TextKind, String> texts) {
    return new TaskInput(
        texts.getOrDefault(TextKind.PROMPT, task.promptPreview()),
        Optional.ofNullable(texts.get(TextKind.SYSTEM_PROMPT)),
        environment(texts.getOrDefault(TextKind.ENVIRONMENT, "")));
  }

  /** The result of a task with its whole texts. */
  public TaskResult result(ResultSummary summary, Map<TextKind, String> texts) {
    return new TaskResult(
        texts.getOrDefault(TextKind.RESULT, summary.preview()),
        summary.deniedToolCalls(),
        details(texts.getOrDefault(TextKind.RESULT_DETAILS, "")));
  }

  private JsonObject details(String text) {
    return text.isEmpty() ? JsonObject.EMPTY : (JsonObject) json.parse(text);
  }

  private static JsonObject object(Map<String, String> environment) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    environment.forEach((name, value) -> members.put(name, new JsonString(value)));
    return new JsonObject(members);
  }

  private Map<String, String> environment(String text) {
    Map<String, String> environment = new HashMap<>();
    details(text).members().forEach((name, value) -> environment.put(name, ((JsonString) value).text()));
    return environment;
  }
}
