package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.WorkerApi;
import dev.claudeworker.spi.tool.WorkerApi.Answer;
import dev.claudeworker.spi.tool.WorkerApi.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One call, as the tools of this plugin see it. */
record Call(ToolCall call) {

  static final String BASE = "/api/v1";

  private static final String ID = "0*[1-9][0-9]{0,17}";

  /** Asks the server; a refusal ends the call with what the model can do about it. */
  JsonObject ask(Request request) throws InterruptedException {
    Answer answer = api().send(request);
    if (!answer.succeeded()) {
      throw new ToolRefusal(told(answer.body()));
    }
    return answer.body() instanceof JsonObject document ? document : JsonObject.EMPTY;
  }

  WorkerApi api() {
    return call.api();
  }

  /** A problem document as a sentence or two. */
  static String told(JsonValue body) {
    if (!(body instanceof JsonObject problem)) {
      return "The server refused without saying why.";
    }
    String places = problem.get("errors").orElse(JsonObject.EMPTY) instanceof JsonArray(List<JsonValue> errors)
        ? errors.stream().map(Call::place).collect(Collectors.joining(" "))
        : "";
    return problem.text("detail").orElse("") + " " + (places.isEmpty() ? "" : places + " ")
        + problem.text("suggestion").orElse("");
  }

  private static String place(JsonValue error) {
    return error instanceof JsonObject object
        ? object.text("pointer").orElse("") + " " + object.text("detail").orElse("")
        : "";
  }

  Optional<String> text(String name) {
    return call.arguments().text(name).filter(text -> !text.isBlank());
  }

  /** Where a task is to work: as given, counted from where the client works, or there. */
  Optional<String> directory() {
    Optional<Path> base = call.workingDirectory();
    Optional<String> given = text("working_directory");
    if (given.isEmpty()) {
      return base.map(Path::toString);
    }
    return Optional.of(base.map(path -> path.resolve(given.get()).normalize().toString()).orElse(given.get()));
  }

  Optional<JsonValue> value(String name) {
    return call.arguments().get(name);
  }

  Optional<Long> number(String name) {
    return value(name).flatMap(value -> value instanceof JsonNumber number
        ? Optional.of(number.value().longValue())
        : Optional.empty());
  }

  boolean flag(String name) {
    return value(name).equals(Optional.of(new JsonBoolean(true)));
  }

  /** A number that must be there; text that is one counts. */
  String id(String name) {
    String text = value(name).map(Call::plain).orElse("");
    if (!text.matches(ID)) {
      throw new ToolRefusal(
          "'" + name + "' must be a whole number from 1; list_tasks and list_orchestrations show them.");
    }
    return text;
  }

  /** The entries of a list as text. */
  List<String> texts(String name) {
    return value(name).orElse(new JsonArray(List.of())) instanceof JsonArray(List<JsonValue> items)
        ? items.stream().map(Call::plain).toList()
        : List.of();
  }

  static boolean isId(String text) {
    return text.matches(ID);
  }

  private static String plain(JsonValue value) {
    return switch (value) {
      case JsonString(String text) -> text.strip();
      case JsonNumber number -> number.value().toPlainString();
      default -> "";
    };
  }

  /** Creates what is asked for once, however often the same call comes. */
  Optional<String> once() {
    return call.callId().map(id -> "mcp-" + id);
  }
}
