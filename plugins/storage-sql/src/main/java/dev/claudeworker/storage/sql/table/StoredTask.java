package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskPlace;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task with what only storage knows about it.
 *
 * @param task the task
 * @param accountId row of the executor and account it uses
 * @param resumeText whether a text for the next attempt stands beside the row
 * @param labelCount how many labels stand beside the row
 * @param upstreamCount how many upstream tasks stand beside the row
 */
public record StoredTask(Task task, int accountId, boolean resumeText, int labelCount, int upstreamCount) {

  /** The same with another state of the task. */
  public StoredTask with(Task changed, boolean newResumeText) {
    return new StoredTask(changed, accountId, newResumeText, labelCount, changed.place().dependsOn().size());
  }

  /** The same, completed with what stands beside the row. */
  StoredTask completed(Map<String, String> labels, List<TaskId> dependsOn) {
    TaskPlace place = task.place();
    Task whole = new Task(
        task.id(),
        task.uuid(),
        task.version(),
        task.promptPreview(),
        task.settings().withLabels(labels),
        task.state(),
        place.withUpstreams(dependsOn, place.unmet()),
        task.times());
    return new StoredTask(whole, accountId, resumeText, labelCount, upstreamCount);
  }

  /** Sets why it is held, where it stands, and the lane in which it has a place. */
  void bindQueue(ColumnWriter columns) throws SQLException {
    columns.word(task.place().held())
        .text(Queues.of(task, accountId))
        .text(Queues.hasOwnPlace(task) ? task.settings().lane().map(Lane::key) : Optional.empty());
  }
}
