package dev.claudeworker.storage.sql.group;

import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.Texts;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The tasks that a group has in memory from one writing to the next. A move of a whole orchestration changes rows in the
 * database, so what follows from it begins a new round.
 */
final class Round {

  final TaskSet tasks;
  final RowWriter rows;
  final TaskWriter writer;
  final Cascade cascade;

  Round(
      Mappers mappers,
      AccountSet accounts,
      OrchestrationSet orchestrations,
      EventBlock events,
      Texts texts,
      Runnable flush,
      Supplier<Instant> leaseClock) {
    tasks = new TaskSet(mappers, orchestrations);
    rows = new RowWriter(mappers, accounts, texts, flush, leaseClock);
    writer = new TaskWriter(tasks, rows, events, texts);
    cascade = new Cascade(tasks, orchestrations, mappers.sides(), writer);
  }
}
