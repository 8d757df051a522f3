package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;

/**
 * Why a task is not running, as the server says it.
 *
 * @param json the server's words
 */
record WaitReasonDocument(JsonObject json) {

  String code() {
    return Printable.line(Fields.textOrEmpty(json, "code"));
  }

  /** For example {@code usage limit until 15:04 (in 2h)}. A code that is not known here is shown as it is. */
  String describe(Instant now, ZoneId zone) {
    String until = Fields.instant(json, "until").map(then -> " until " + Times.until(then, now, zone)).orElse("");
    return words() + until;
  }

  /** What a person can act on. */
  String details() {
    return Fields.object(json, "details")
        .members()
        .entrySet()
        .stream()
        .filter(detail -> !text(detail.getValue()).isEmpty())
        .map(detail -> detail.getKey().replace('_', ' ') + ": " + text(detail.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String words() {
    return switch (code()) {
      case "dependency" -> "waits for other tasks";
      case "delay" -> "delayed";
      case "retry" -> "next try";
      case "usage_limit" -> "usage limit";
      case "slot" -> "no free worker slot";
      case "concurrency" -> "another task works in the same directory";
      case "resources" -> "the machine is short of memory or disk";
      case "circuit_open" -> "paused after repeated failures of the service";
      case "paused" -> "the queue is paused";
      case "approval" -> "needs an approval";
      case "input" -> "needs an answer";
      case "executor_unavailable" -> "its executor is not available";
      default -> code().replace('_', ' ');
    };
  }

  static String text(JsonValue value) {
    return Printable.line(value instanceof JsonString(String text) ? text : Json.print(value));
  }
}
