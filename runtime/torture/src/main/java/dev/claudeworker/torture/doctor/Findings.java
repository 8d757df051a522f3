package dev.claudeworker.torture.doctor;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.check.Promise;
import dev.claudeworker.torture.check.Violation;
import dev.claudeworker.torture.doctor.CommitProbe.Commits;
import dev.claudeworker.torture.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run showed, as the answer to the command line.
 *
 * @param sync of the disk
 * @param commits of the database
 * @param outcome of the clients' work, and all violations
 * @param spree the kills
 * @param gone what a server said that did not come back
 */
record Findings(Latencies sync, Commits commits, Optional<Outcome> outcome, KillingSpree spree, Optional<String> gone) {

  /** So many violations are told one by one. */
  private static final int TOLD = 20;

  private boolean kept() {
    return gone.isEmpty() && outcome.map(run -> run.violations().isEmpty()).orElse(false);
  }

  JsonObject document() {
    JsonObject kills = JsonObject.EMPTY.with("server", spree.servers())
        .with("machine", spree.machines())
        .with("survived", spree.survived());
    JsonObject document = JsonObject.EMPTY.with("kept", new JsonBoolean(kept()))
        .with("sync", sync.document())
        .with(
            "commits",
            commits.alone()
                .document()
                .with("per_second", commits.perSecond())
                .with("clients", CommitProbe.CLIENTS)
                .with("per_second_together", commits.together()))
        .with("kills", kills);
    document = outcome.isPresent() ? of(document, outcome.get()) : document;
    return gone.isPresent() ? document.with("gone", gone.get()) : document;
  }

  /** Whether an answer says that the disk was faster than any that can be trusted. */
  static boolean syncsTooFast(JsonObject answer) {
    return answer.get("sync").orElse(null) instanceof JsonObject sync
        && sync.get("p50_ms").orElse(null) instanceof JsonNumber(var millis)
        && millis.doubleValue() * 1e6 < SyncProbe.TOO_FAST.toNanos();
  }

  private static JsonObject of(JsonObject document, Outcome outcome) {
    List<Violation> violations = outcome.violations();
    long lost = violations.stream()
        .filter(violation -> violation.promise() == Promise.KEPT)
        .map(Violation::task)
        .distinct()
        .count();
    List<JsonValue> told = violations.stream()
        .limit(TOLD)
        .map(
            violation -> (JsonValue) JsonObject.EMPTY.with("promise", violation.promise().words())
                .with("task", violation.task())
                .with("what", violation.what()))
        .toList();
    // The first start follows no kill.
    List<Long> recoveries = outcome.recoveries().stream().skip(1).map(Duration::toNanos).toList();
    JsonObject counted = document.with("calls", outcome.operations())
        .with("tasks", outcome.tasks())
        .with("children", outcome.children())
        .with("lost", lost)
        .with("violations", violations.size())
        .with("told", new JsonArray(told));
    return recoveries.isEmpty() ? counted : counted.with("recovery", new Latencies(recoveries).document());
  }
}
