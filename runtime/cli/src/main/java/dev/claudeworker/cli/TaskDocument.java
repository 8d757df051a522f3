package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A task as the server describes it.
 *
 * @param json the server's words
 */
record TaskDocument(JsonObject json) {

  private static final Set<String> FINAL = Set.of("completed", "failed", "skipped", "cancelled");

  long id() {
    return Fields.count(json, "id");
  }

  String status() {
    return Fields.textOrEmpty(json, "status");
  }

  boolean hasEnded() {
    return FINAL.contains(status());
  }

  boolean isCompleted() {
    return status().equals("completed");
  }

  /** Its name, or the beginning of its prompt. */
  String title() {
    return Printable.line(Fields.text(json, "name").orElseGet(() -> Fields.textOrEmpty(json, "execution_prompt")));
  }

  String lastAction() {
    return Printable.line(Fields.textOrEmpty(json, "last_action_cache"));
  }

  String result() {
    return Printable.lines(Fields.textOrEmpty(json, "final_summary"));
  }

  Optional<WaitReasonDocument> waitReason() {
    JsonObject reason = Fields.object(json, "wait_reason");
    return reason.members().isEmpty() ? Optional.empty() : Optional.of(new WaitReasonDocument(reason));
  }

  /** Why it failed, or why its last attempt did. */
  Optional<JsonObject> error() {
    JsonObject error = Fields.object(json, "error");
    return error.members().isEmpty() ? Optional.empty() : Optional.of(error);
  }

  /** What to do about the error, with the task's number where executors, which do not know it, say ID. */
  String suggestion() {
    String said = error().map(error -> Fields.textOrEmpty(error, "suggestion")).orElse("");
    return Printable.lines(said.replaceAll("(claude-worker [a-z]+) ID\\b", "$1 " + id()));
  }

  String errorMessage() {
    return Printable.lines(
        error().map(error -> Fields.textOrEmpty(error, "message"))
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> Fields.textOrEmpty(json, "error_message")));
  }

  long deniedToolCalls() {
    return Fields.count(json, "denied_tool_calls");
  }

  long attempts() {
    return Fields.count(json, "attempts");
  }

  UsageDocument usage() {
    return new UsageDocument(Fields.object(json, "usage"));
  }

  Optional<Instant> createdAt() {
    return Fields.instant(json, "created_at");
  }

  /** How long it has been running, or ran, from its first attempt on. */
  Optional<Duration> runtime(Instant now) {
    return Fields.instant(json, "started_at")
        .map(started -> Duration.between(started, Fields.instant(json, "ended_at").orElse(now)));
  }
}
