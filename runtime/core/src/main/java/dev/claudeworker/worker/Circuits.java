package dev.claudeworker.worker;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.retry.Circuit;
import dev.claudeworker.retry.CircuitBreaker;
import dev.claudeworker.retry.CircuitBreaker.Signal;
import dev.claudeworker.retry.CircuitRules;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The circuits of all executors and accounts that this server uses. */
final class Circuits {

  private final CircuitRules rules;
  private final String actor;

  /** By the key of the account's gate; closed circuits without failures are not kept. Guarded by this object's monitor. */
  private final Map<String, Circuit> circuits = new HashMap<>();

  Circuits(CircuitRules rules, String actor) {
    this.rules = rules;
    this.actor = actor;
  }

  /**
   * Takes over what an earlier run of the server or another server found out: a circuit that stands open is probed, not
   * forgotten, and one that was closed is used again.
   */
  synchronized void restore(List<Gate> gates) {
    Set<String> open = gates.stream()
        .filter(gate -> gate.code().equals(WaitReason.CIRCUIT_OPEN))
        .map(gate -> gate.scope().key())
        .collect(Collectors.toSet());
    circuits.entrySet().removeIf(known -> known.getValue().openUntil().isPresent() && !open.contains(known.getKey()));
    for (Gate gate : gates) {
      if (gate.code().equals(WaitReason.CIRCUIT_OPEN) && gate.scope().kind() == GateScope.Kind.ACCOUNT) {
        gate.until().ifPresent(until -> circuits.put(gate.scope().key(), Circuit.openUntil(until)));
      }
    }
  }

  /** Notes what an attempt says, and answers the gate change that follows. */
  synchronized Optional<GateChange> after(TaskSettings task, Signal signal, String why, Instant now) {
    if (signal == Signal.NONE) {
      return Optional.empty();
    }
    GateScope scope = GateScope.account(task.executor(), task.account());
    Circuit before = circuits.getOrDefault(scope.key(), Circuit.CLOSED);
    Circuit after = CircuitBreaker.after(rules, before, signal, now);
    if (after.equals(Circuit.CLOSED)) {
      circuits.remove(scope.key());
    } else {
      circuits.put(scope.key(), after);
    }
    return change(scope, before, after, why, task.origin().correlationId(), now);
  }

  /** How many more attempts may begin per account: one at a time where a circuit is half open. */
  synchronized Map<String, Integer> limits(Instant now, ToIntFunction<String> running) {
    if (circuits.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> limits = new HashMap<>();
    circuits.forEach((account, circuit) -> {
      if (circuit.stateAt(now) == Circuit.State.HALF_OPEN) {
        limits.put(account, Math.max(0, 1 - running.applyAsInt(account)));
      }
    });
    return limits;
  }

  private Optional<GateChange> change(
      GateScope scope, Circuit before, Circuit after, String why, String correlationId, Instant now) {
    if (after.openUntil().equals(before.openUntil())) {
      return Optional.empty();
    }
    if (after.openUntil().isEmpty()) {
      var event = EventDrafts.gateOpened(scope, WaitReason.CIRCUIT_OPEN, actor, correlationId, now);
      return Optional.of(new GateChange.Open(scope, WaitReason.CIRCUIT_OPEN, event));
    }
    String message =
        before.openUntil().isPresent() ? "a probe failed" : rules.failures() + " external failures in a row";
    var details = JsonObject.EMPTY.with("message", message + "; the last: " + why);
    var gate = new Gate(scope, WaitReason.CIRCUIT_OPEN, now, after.openUntil(), details);
    return Optional.of(new GateChange.Close(gate, EventDrafts.gateClosed(gate, actor, correlationId)));
  }
}
