package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.AttemptRow;
import dev.claudeworker.storage.sql.table.SideMapper;
import dev.claudeworker.storage.sql.table.TaskLoader;
import dev.claudeworker.storage.sql.table.TextKind;
import dev.claudeworker.storage.sql.table.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts running attempts together with all that is needed to run them: one more statement for all of them. */
final class ClaimedTasks {

  private final SideMapper sides;
  private final Texts texts;

  /** A task and its running attempt. */
  record Running(Task task, AttemptRow attempt) {}

  ClaimedTasks(SideMapper sides, Texts texts) {
    this.sides = sides;
    this.texts = texts;
  }

  List<ClaimedTask> of(List<Running> running) {
    if (running.isEmpty()) {
      return List.of();
    }
    long[] ids = TaskLoader.ids(running.stream().map(one -> one.task().id()).toList());
    Map<TaskId, Map<TextKind, String>> inputs = Texts.join(sides.inputs(ids));
    return running.stream().map(one -> claimed(one, inputs.getOrDefault(one.task().id(), Map.of()))).toList();
  }

  private ClaimedTask claimed(Running running, Map<TextKind, String> input) {
    Task task = running.task();
    Optional<Continuation> continuation = task.state()
        .resumeReference()
        .map(reference -> new Continuation(reference, Optional.ofNullable(input.get(TextKind.RESUME_TEXT))));
    return new ClaimedTask(
        task,
        texts.input(task, input),
        running.attempt().attempt(),
        running.attempt().lease(),
        continuation);
  }
}
