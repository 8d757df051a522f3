package dev.claudeworker.wait;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a task is not running. A waiting task carries its reason; that of a pending one is worked out here, so that opening a
 * gate changes one row and not a hundred thousand. The first reason that a person could do something about wins.
 */
public final class WaitExplanation {

  /** Of a pending task: this server claims nothing now. */
  public static final String SERVER = "server";

  private WaitExplanation() {}

  /** The reason; empty for a task that runs or has ended. */
  public static Optional<WaitReason> of(Task task, WaitFacts facts) {
    return task.status() == TaskStatus.PENDING ? Optional.of(ofPending(task, facts)) : task.state().waitReason();
  }

  private static WaitReason ofPending(Task task, WaitFacts facts) {
    return task.place()
        .held()
        .map(held -> held(held, task.place(), task.settings().lane().map(Lane::key), facts.lanes()))
        .or(() -> halted(facts))
        .or(() -> unavailable(task.settings(), facts))
        .or(() -> gate(task.settings(), facts))
        .orElseGet(() -> slot(facts));
  }

  /** The reason of a pending task in the list of its orchestration, which does not show its executor. */
  public static WaitReason ofMember(OrchestrationTask task, WaitFacts facts, LaneHolders lanes) {
    return task.place()
        .held()
        .map(held -> held(held, task.place(), task.laneKey(), lanes))
        .or(() -> halted(facts))
        .orElseGet(() -> slot(facts));
  }

  private static WaitReason held(Held held, TaskPlace place, Optional<String> lane, LaneHolders lanes) {
    long orchestration = place.orchestration().map(OrchestrationId::value).orElse(0L);
    return switch (held) {
      case PAUSED ->
          reason(
              WaitReason.PAUSED,
              JsonObject.EMPTY
                  .with("message", "orchestration " + orchestration + " is paused")
                  .with("orchestration_id", orchestration));
      case ORCHESTRATION_LIMIT ->
          reason(
              WaitReason.ORCHESTRATION_LIMIT,
              JsonObject.EMPTY
                  .with(
                      "message",
                      "as many tasks of orchestration " + orchestration + " as may run at once do (max_parallel)")
                  .with("orchestration_id", orchestration));
      case CONCURRENCY -> concurrency(lane.orElse(""), lanes);
    };
  }

  private static WaitReason concurrency(String key, LaneHolders lanes) {
    List<JsonValue> holders =
        lanes.of(key).stream().<JsonValue>map(id -> JsonNumber.of(id.value())).toList();
    String who =
        holders.isEmpty()
            ? "other tasks"
            : lanes.of(key).stream().map(id -> "task " + id).collect(Collectors.joining(", "));
    return reason(
        WaitReason.CONCURRENCY,
        JsonObject.EMPTY
            .with("message", who + " must end first: " + key.replaceFirst(":", " "))
            .with("key", key)
            .with("holders", new JsonArray(holders)));
  }

  private static Optional<WaitReason> halted(WaitFacts facts) {
    return facts.halted().map(why -> reason(SERVER, JsonObject.EMPTY.with("message", why)));
  }

  private static Optional<WaitReason> unavailable(TaskSettings settings, WaitFacts facts) {
    if (facts.executors().contains(settings.executor())) {
      return Optional.empty();
    }
    List<String> known = facts.executors().stream().sorted().toList();
    var details =
        JsonObject.EMPTY
            .with("message", "no running server has the executor '" + settings.executor() + "'")
            .with("executor", settings.executor())
            .with("executors", JsonArray.ofTexts(known));
    return Optional.of(reason(WaitReason.EXECUTOR_UNAVAILABLE, details));
  }

  private static Optional<WaitReason> gate(TaskSettings settings, WaitFacts facts) {
    return facts.gates()
        .stream()
        .filter(gate -> gate.isClosedAt(facts.now()))
        .filter(gate -> gate.scope().covers(settings.executor(), settings.account()))
        .max(Comparator.comparing(gate -> gate.until().orElse(Instant.MAX)))
        .map(WaitExplanation::behind);
  }

  private static WaitReason behind(Gate gate) {
    GateScope scope = gate.scope();
    var details =
        gate.details().with("scope", scope.kind().name().toLowerCase(Locale.ROOT)).with("key", scope.key());
    return new WaitReason(gate.code(), gate.until(), details);
  }

  private static WaitReason slot(WaitFacts facts) {
    String message =
        facts.free() > 0 ? "about to start" : "all " + facts.slots() + " worker slots are taken (worker.max_workers)";
    return reason(
        WaitReason.SLOT,
        JsonObject.EMPTY.with("message", message).with("slots", facts.slots()).with("free", facts.free()));
  }

  private static WaitReason reason(String code, JsonObject details) {
    return new WaitReason(code, Optional.empty(), details);
  }
}
