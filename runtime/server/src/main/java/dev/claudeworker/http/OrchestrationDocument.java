package dev.claudeworker.http;

import dev.claudeworker.dag.CheckedGraph;
import dev.claudeworker.dag.GraphNode;
import dev.claudeworker.dag.GraphPlan;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.queue.MemberView;
import dev.claudeworker.queue.OrchestrationRequest.Members;
import dev.claudeworker.queue.OrchestrationSubmission;
import dev.claudeworker.queue.OrchestrationView;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.TaskId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orchestrations as JSON documents. */
final class OrchestrationDocument {

  private OrchestrationDocument() {}

  /** Without its tasks. */
  static JsonObject summary(Orchestration orchestration) {
    return fields(orchestration).build();
  }

  /** With its tasks. */
  static JsonObject whole(OrchestrationView view) {
    Map<TaskId, String> names = new HashMap<>();
    view.tasks().forEach(member -> names.put(member.task().id(), name(member.task())));
    return fields(view.orchestration())
        .put("tasks", view.tasks().stream().map(member -> member(member, names)).toList())
        .put("more_tasks", view.more())
        .build();
  }

  private static ObjectBuilder fields(Orchestration orchestration) {
    var counts = orchestration.counts();
    var times = orchestration.times();
    OrchestrationSettings settings = orchestration.settings();
    return new ObjectBuilder()
        .put("orchestration_id", orchestration.id().value())
        .put("id", orchestration.id().value())
        .put("uuid", orchestration.uuid().toString())
        .putTextOrNull("name", orchestration.name())
        .put("status", orchestration.status().word())
        .put("total_tasks", counts.total())
        .put("completed_tasks", counts.completed())
        .put("failed_tasks", counts.failed())
        .put("skipped_tasks", counts.skipped())
        .put("cancelled_tasks", counts.cancelled())
        .put("running_tasks", counts.running())
        .put("pending_tasks", counts.pending())
        .put("waiting_tasks", counts.waiting())
        .put("created_at", times.created().toString())
        .putTextOrNull("started_at", times.started())
        .putTextOrNull("ended_at", times.ended())
        .putTextOrNull("deadline_at", times.deadline())
        .put("failure_policy", settings.failurePolicy().word())
        .put("max_parallel", settings.maxParallel().isPresent()
            ? JsonNumber.of(settings.maxParallel().getAsInt())
            : new JsonString("auto"))
        .put("orchestration_timeout", BigDecimal.valueOf(settings.timeout().toMillis(), 3).stripTrailingZeros())
        .put("priority", settings.priority().value())
        .putTextOrNull("base_directory", settings.baseDirectory().map(Path::toString))
        .put("project", orchestration.project())
        .put("submitted_by", orchestration.origin().submittedBy())
        .put("source", orchestration.origin().source())
        .putOrNull("parent_task_id", orchestration.origin().parentTask().map(id -> JsonNumber.of(id.value())))
        .put("correlation_id", orchestration.origin().correlationId())
        .put("version", orchestration.version());
  }

  private static String name(OrchestrationTask task) {
    return task.place().identifier().orElse(task.id().toString());
  }

  private static JsonObject member(MemberView view, Map<TaskId, String> names) {
    OrchestrationTask task = view.task();
    List<TaskId> upstream = task.place().dependsOn();
    return new ObjectBuilder()
        .put("task_id", task.id().value())
        .put("id", task.id().value())
        .put("identifier", name(task))
        .put("status", task.status().word())
        .putOrNull("wait_reason", view.waitReason().map(TaskDocument::waitReason))
        .putTextOrNull("held", task.place().held().map(Held::word))
        .put("depends_on", upstream.stream().map(id -> text(names, id)).toList())
        .put("depends_on_ids", upstream.stream().map(id -> JsonNumber.of(id.value())).toList())
        .put("initial_delay", BigDecimal.valueOf(task.initialDelay().toMillis(), 3).stripTrailingZeros())
        .put("execution_prompt", task.promptPreview())
        .put("created_at", task.times().created().toString())
        .putTextOrNull("started_at", task.times().started())
        .putTextOrNull("ended_at", task.times().ended())
        .putTextOrNull("due_at", task.times().due())
        .putTextOrNull("last_action_cache", view.lastAction())
        .putTextOrNull("error_message", task.errorMessage())
        .putOrNull("skipped_because_of", task.place().skippedBecauseOf().map(id -> text(names, id)))
        .put("cost_usd", BigDecimal.valueOf(task.costMicrosUsd(), 6))
        .build();
  }

  private static JsonString text(Map<TaskId, String> names, TaskId id) {
    return new JsonString(Optional.ofNullable(names.get(id)).orElse(id.toString()));
  }

  /** The answer to a submission: the fixed fields. */
  static JsonObject submitted(OrchestrationSubmission submission, Members members) {
    List<JsonValue> tasks = new ArrayList<>();
    for (int place = 0; place < members.requests().size(); place++) {
      GraphNode node = members.graph().nodes().get(place);
      TaskRequest request = members.requests().get(place);
      tasks.add(new ObjectBuilder()
          .put("identifier", node.identifier())
          .put("task_id", submission.tasks().get(place).value())
          .put("depends_on", node.edges().stream().map(edge -> new JsonString(edge.upstream())).toList())
          .put("initial_delay", BigDecimal.valueOf(request.initialDelay().toMillis(), 3).stripTrailingZeros())
          .build());
    }
    return fields(submission.orchestration())
        .put("tasks", new JsonArray(tasks))
        .put("message", submission.repeated()
            ? "This orchestration had been submitted before."
            : "The orchestration is stored; its tasks start as soon as they may.")
        .build();
  }

  /** What would happen. */
  static JsonObject plan(CheckedGraph graph) {
    GraphPlan plan = graph.plan();
    return new ObjectBuilder()
        .put("valid", true)
        .put("total_tasks", graph.nodes().size())
        .put("levels", plan.levels().stream().map(JsonArray::ofTexts).toList())
        .put("critical_path", JsonArray.ofTexts(plan.criticalPath()))
        .put("width", plan.width())
        .build();
  }
}
