package dev.claudeworker.wait;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.storage.RegisteredServer;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why a task is not running. A waiting task carries its reason; that of a pending one is worked out here, so that opening a
 * gate changes one row and not a hundred thousand. The first reason that a person could do something about wins.
 */
public final class WaitExplanation {

  /** Of a pending task: no server that could run it is there, or it is left to a certain one. */
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
        .or(() -> unlabelled(task.settings(), facts))
        .or(() -> gate(task.settings(), facts))
        .or(() -> left(task, facts))
        .orElseGet(() -> slot(task.settings(), facts));
  }

  /** The reason of a pending task in the list of its orchestration, which does not show its executor. */
  public static WaitReason ofMember(OrchestrationTask task, WaitFacts facts, LaneHolders lanes) {
    return task.place()
        .held()
        .map(held -> held(held, task.place(), task.laneKey(), lanes))
        .or(() -> halted(facts))
        .orElseGet(() -> slot(facts.slots(), facts.free()));
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
    return facts.halted()
        .filter(why -> facts.servers().others().isEmpty())
        .map(why -> reason(SERVER, JsonObject.EMPTY.with("message", why)));
  }

  private static Optional<WaitReason> unavailable(TaskSettings settings, WaitFacts facts) {
    var known =
        new TreeSet<>(facts.executors());
    facts.servers().others().forEach(server -> known.addAll(server.entry().executors()));
    if (known.contains(settings.executor())) {
      return Optional.empty();
    }
    var details =
        JsonObject.EMPTY
            .with("message", "no running server has the executor '" + settings.executor() + "'")
            .with("executor", settings.executor())
            .with("executors", JsonArray.ofTexts(List.copyOf(known)));
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

  private static boolean fitsHere(TaskSettings settings, WaitFacts facts) {
    return facts.executors().contains(settings.executor()) && facts.servers().fitsHere(settings.requiredLabels());
  }

  private static Optional<WaitReason> unlabelled(TaskSettings settings, WaitFacts facts) {
    Map<String, String> required = settings.requiredLabels();
    if (required.isEmpty() || fitsHere(settings, facts)
        || !facts.servers().fitting(settings.executor(), required).isEmpty()) {
      return Optional.empty();
    }
    JsonObject labels = JsonObject.EMPTY;
    for (var label : new TreeMap<>(required).entrySet()) {
      labels = labels.with(label.getKey(), label.getValue());
    }
    String wanted = new TreeMap<>(required).entrySet()
        .stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(", "));
    return Optional.of(
        reason(
            SERVER,
            JsonObject.EMPTY
                .with(
                    "message",
                    "no running server has executor '" + settings.executor() + "' and "
                        + (required.size() == 1 ? "label " : "labels ") + wanted + " (server.labels)")
                .with("required_labels", labels)));
  }

  private static Optional<WaitReason> left(Task task, WaitFacts facts) {
    return task.state()
        .resumeReference()
        .flatMap(session -> facts.servers().holdingSession(task.id()))
        .map(
            server -> reason(
                SERVER,
                JsonObject.EMPTY
                    .with(
                        "message",
                        "it continues a session on server '" + server.entry().name()
                            + "', to which it is left for " + facts.servers().leaveFor().toSeconds()
                            + " s (worker.resume_grace)")
                    .with("server_id", server.id())
                    .with("free", server.free())));
  }

  /** Those of all servers that could run it. */
  private static WaitReason slot(TaskSettings settings, WaitFacts facts) {
    List<RegisteredServer> others = facts.servers().fitting(settings.executor(), settings.requiredLabels());
    boolean here = fitsHere(settings, facts);
    int slots = (here ? facts.slots() : 0) + others.stream().mapToInt(server -> server.entry().slots()).sum();
    int free = (here ? facts.free() : 0) + others.stream().mapToInt(RegisteredServer::free).sum();
    return slot(slots, free);
  }

  private static WaitReason slot(int slots, int free) {
    String message = free > 0 ? "about to start" : "all " + slots + " worker slots are taken (worker.max_workers)";
    return reason(
        WaitReason.SLOT, JsonObject.EMPTY.with("message", message).with("slots", slots).with("free", free));
  }

  private static WaitReason reason(String code, JsonObject details) {
    return new WaitReason(code, Optional.empty(), details);
  }
}
