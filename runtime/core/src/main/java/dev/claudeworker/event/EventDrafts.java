package dev.claudeworker.event;

import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.TaskSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Drafts of events in their one shape. Data never holds prompts or results. */
public final class EventDrafts {

  private static final int VERSION = 1;

  private EventDrafts() {}

  /** An event about a task. */
  public static EventDraft task(String type, TaskSettings task, String actor, Instant at, JsonObject data) {
    return new EventDraft(
        type, VERSION, task.project(), actor, Optional.empty(), task.origin().correlationId(), at, data);
  }

  /** An event about an attempt of a task. */
  public static EventDraft attempt(
      String type, TaskSettings task, int attempt, String actor, Instant at, JsonObject data) {
    return new EventDraft(
        type, VERSION, task.project(), actor, Optional.of(attempt), task.origin().correlationId(), at, data);
  }

  /** An event about an orchestration. */
  public static EventDraft orchestration(
      String type, String project, String actor, String correlationId, Instant at, JsonObject data) {
    return new EventDraft(type, VERSION, project, actor, Optional.empty(), correlationId, at, data);
  }

  /** A gate was closed. */
  public static EventDraft gateClosed(Gate gate, String actor, String correlationId) {
    var data = gate(gate.scope(), gate.code()).with("details", gate.details());
    return gate(
        EventTypes.GATE_CLOSED, actor, correlationId, gate.closedAt(),
        gate.until().map(until -> data.with("until", until.toString())).orElse(data));
  }

  /** A gate was opened. */
  public static EventDraft gateOpened(GateScope scope, String code, String actor, String correlationId, Instant at) {
    return gate(EventTypes.GATE_OPENED, actor, correlationId, at, gate(scope, code));
  }

  /** How long something took, to the millisecond; a clock that jumped back never makes it negative. */
  public static JsonNumber seconds(Instant from, Instant to) {
    return new JsonNumber(BigDecimal.valueOf(Math.max(0, Duration.between(from, to).toMillis()), 3));
  }

  private static EventDraft gate(String type, String actor, String correlationId, Instant at, JsonObject data) {
    return new EventDraft(
        type, VERSION, TaskSettings.DEFAULT_PROJECT, actor, Optional.empty(), correlationId, at, data);
  }

  private static JsonObject gate(GateScope scope, String code) {
    return JsonObject.EMPTY
        .with("scope", scope.kind().name().toLowerCase(java.util.Locale.ROOT))
        .with("key", scope.key())
        .with("code", code);
  }
}
