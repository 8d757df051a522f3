package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An orchestration as the server describes it.
 *
 * @param json the server's words
 */
record OrchestrationDocument(JsonObject json) {

  private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled", "timed_out");

  /** The path of an orchestration. */
  static String path(long id) {
    return ServerApi.BASE + "/orchestrations/" + id;
  }

  long id() {
    return Fields.count(json, "orchestration_id");
  }

  String status() {
    return Fields.textOrEmpty(json, "status");
  }

  String name() {
    return Printable.line(Fields.textOrEmpty(json, "name"));
  }

  boolean hasEnded() {
    return FINAL.contains(status());
  }

  boolean isCompleted() {
    return status().equals("completed");
  }

  long count(String state) {
    return Fields.count(json, state + "_tasks");
  }

  /** How many tasks have ended. */
  long ended() {
    return count("completed") + count("failed") + count("skipped") + count("cancelled");
  }

  Optional<Instant> createdAt() {
    return Fields.instant(json, "created_at");
  }

  /** How long it has been running, or ran. */
  Optional<Duration> runtime(Instant now) {
    return Fields.instant(json, "started_at")
        .map(started -> Duration.between(started, Fields.instant(json, "ended_at").orElse(now)));
  }

  List<MemberDocument> tasks() {
    return Fields.objects(json, "tasks").stream().map(MemberDocument::new).toList();
  }
}
