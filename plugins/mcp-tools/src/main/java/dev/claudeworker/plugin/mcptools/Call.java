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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One call, as the tools of this plugin see it. */
record Call(ToolCall call) {

  static final String BASE = "/api/v1";

  /** Most that a list shows, so that it does not fill the mind of a model. */
  static final long MAX_LISTED = 200;

  private static final long DEFAULT_LISTED = 10;

  private static final String ID = "0*[1-9][0-9]{0,17}";

  /** Asks the server; a refusal ends the call with what the model can do about it. */
  JsonObject ask(Request request) throws InterruptedException {
    Answer answer = api().send(request);
    if (!answer.succeeded()) {
      throw new ToolRefusal(told(answer.body()));
    }
    return answer.body() instanceof JsonObject document ? document : JsonObject.EMPTY;
  }

  /** A page of a list, as the arguments {@code status} and {@code limit} want it. */
  JsonObject list(String path) throws InterruptedException {
    Map<String, String> query = new HashMap<>();
    text("status").ifPresent(status -> query.put("status", status));
    query.put("limit", Long.toString(number("limit").orElse(DEFAULT_LISTED)));
    return ask(Request.get(BASE + path).withQuery(query));
  }

  /** The objects in a list of a document. */
  static List<JsonObject> objects(JsonObject document, String name) {
    return document.get(name).orElse(JsonObject.EMPTY) instanceof JsonArray(List<JsonValue> items)
        ? items.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }

  WorkerApi api() {
    return call.api();
  }

  /** A problem document as a sentence or two. */
  static String told(JsonValue body) {
    if (!(body instanceof JsonObject problem)) {
      return "The server refused without saying why.";
    }
    List<JsonObject> places = objects(problem, "errors");
    if (!places.isEmpty()) {
      return places.stream().map(Call::place).distinct().collect(Collectors.joining(" "))
          + " Correct it and call again.";
    }
    return ToolWords.of((sentence(problem.text("detail").orElse("")) + " " + problem.text("suggestion").orElse(""))
        .strip());
  }

  /** Places are those of the request that a tool made, so without the marks of a path. */
  private static String place(JsonObject error) {
    return error.text("pointer").orElse("").replaceFirst("^[/?]", "") + ": "
        + sentence(error.text("detail").orElse(""));
  }

  private static String sentence(String text) {
    return text.isEmpty() || text.matches("(?s).*[.!?]") ? text : text + ".";
  }

  Optional<String> text(String name) {
    return call.arguments().text(name).filter(text -> !text.isBlank());
  }

  /** The priority of a task: a word or a number. */
  Optional<JsonValue> priority() {
    return text("priority").map(text -> text.matches("[0-9]{1,3}") ? JsonNumber.of(Long.parseLong(text))
        : new JsonString(text));
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

  static String plain(JsonValue value) {
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
