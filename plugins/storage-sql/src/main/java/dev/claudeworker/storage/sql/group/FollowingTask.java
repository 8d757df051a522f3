package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.EdgeRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A new task that waits for other tasks of its submission. Nothing can happen to it in the group that submits it, so its row
 * is made when it is written: the rows of a large graph are never in memory together.
 *
 * @param id its number
 * @param submitted the task
 * @param ids the numbers of the tasks of the submission
 * @param orchestration the orchestration
 */
record FollowingTask(TaskId id, NewTask submitted, List<TaskId> ids, OrchestrationId orchestration) {

  /** Whether tasks depend on nothing that was there before. */
  static boolean isWhole(List<NewTask> tasks) {
    return tasks.stream()
        .allMatch(
            task -> task.event().isEmpty()
                && task.dependencies().stream().allMatch(dependency -> isNew(dependency.upstream()))
                && task.continueFrom().filter(upstream -> !isNew(upstream)).isEmpty());
  }

  /** Whether it waits for nothing else. */
  static boolean isFollowing(NewTask task) {
    return task.status() == TaskStatus.WAITING && !task.dependencies().isEmpty();
  }

  private static boolean isNew(Upstream upstream) {
    return upstream instanceof Upstream.InSubmission;
  }

  Task task() {
    List<TaskId> upstreams = edges().map(edge -> new TaskId(edge.upstream())).toList();
    TaskPlace place = new TaskPlace(
        Optional.of(orchestration),
        submitted.identifier(),
        upstreams,
        upstreams.size(),
        Optional.empty(),
        submitted.continueFrom().map(this::id),
        Optional.empty());
    return TaskChanges.submitted(id, submitted, place);
  }

  Stream<EdgeRow> edges() {
    return submitted.dependencies()
        .stream()
        .map(
            dependency -> new EdgeRow(
                id(dependency.upstream()).value(),
                id.value(),
                dependency.on(),
                dependency.ifBroken(),
                Optional.empty(),
                TaskStatus.WAITING));
  }

  private TaskId id(Upstream upstream) {
    return switch (upstream) {
      case Upstream.Existing(TaskId existing) -> existing;
      case Upstream.InSubmission(int index) -> ids.get(index);
    };
  }
}
