package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A task of an orchestration as the server describes it.
 *
 * @param json the server's words
 */
record MemberDocument(JsonObject json) {

  long id() {
    return Fields.count(json, "task_id");
  }

  String identifier() {
    return Printable.line(Fields.textOrEmpty(json, "identifier"));
  }

  String status() {
    return Fields.textOrEmpty(json, "status");
  }

  List<String> dependsOn() {
    return Fields.texts(json, "depends_on");
  }

  BigDecimal cost() {
    return Fields.number(json, "cost_usd").orElse(BigDecimal.ZERO);
  }

  Optional<Duration> runtime(Instant now) {
    return Fields.instant(json, "started_at")
        .map(started -> Duration.between(started, Fields.instant(json, "ended_at").orElse(now)));
  }

  /** What it does, what it waits for, or why it ended badly. */
  String remark(Instant now, ZoneId zone) {
    return switch (status()) {
      case "running" -> Printable.line(Fields.textOrEmpty(json, "last_action_cache"));
      case "failed" -> Printable.line(Fields.textOrEmpty(json, "error_message"));
      case "skipped" -> "because of " + Printable.line(Fields.textOrEmpty(json, "skipped_because_of"));
      case "pending", "waiting" -> waiting(now, zone);
      default -> "";
    };
  }

  private String waiting(Instant now, ZoneId zone) {
    JsonObject reason = Fields.object(json, "wait_reason");
    if (Fields.textOrEmpty(reason, "code").equals("dependency")) {
      boolean held = Fields.flag(Fields.object(reason, "details"), "held");
      return held ? "held: release or cancel it" : "after " + Printable.line(String.join(", ", dependsOn()));
    }
    return reason.members().isEmpty() ? "" : new WaitReasonDocument(reason).describe(now, zone);
  }
}
