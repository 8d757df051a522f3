package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.storage.sql.table.StoredTask;
import dev.claudeworker.storage.sql.table.TextKind;
import dev.claudeworker.storage.sql.table.TextRow;
import dev.claudeworker.storage.sql.table.Texts;

/** Applies checked moves: the row, the texts beside it, the events. */
final class TaskWriter {

  private final TaskSet tasks;
  private final RowWriter rows;
  private final EventBlock events;
  private final Texts texts;

  TaskWriter(TaskSet tasks, RowWriter rows, EventBlock events, Texts texts) {
    this.tasks = tasks;
    this.rows = rows;
    this.events = events;
    this.texts = texts;
  }

  /** Applies a checked move; {@code used} is what the attempt that just ended has used. */
  void move(TaskId id, TaskMove move, Usage used) {
    StoredTask before = tasks.row(id).orElseThrow();
    Task moved = TaskChanges.moved(before.task(), move, used);
    replaceResult(before, move);
    boolean resumeText = replaceResumeText(before, move);
    tasks.put(before.with(moved, resumeText));
    events.addAll(move.events(), moved);
  }

  private void replaceResult(StoredTask before, TaskMove move) {
    long id = before.task().id().value();
    if (before.task().state().result().isPresent()) {
      rows.deleteText(id, TextKind.RESULT);
      rows.deleteText(id, TextKind.RESULT_DETAILS);
    }
    move.result().ifPresent(result -> rows.addTexts(texts.of(id, result)));
  }

  private boolean replaceResumeText(StoredTask before, TaskMove move) {
    long id = before.task().id().value();
    if (before.resumeText()) {
      rows.deleteText(id, TextKind.RESUME_TEXT);
    }
    var text = move.continuation().flatMap(Continuation::text);
    text.ifPresent(added -> rows.addTexts(TextRow.parts(id, TextKind.RESUME_TEXT, added)));
    return text.isPresent();
  }
}
