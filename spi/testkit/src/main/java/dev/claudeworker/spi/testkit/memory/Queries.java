package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.RunningAttempt;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.TaskPage;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.testkit.memory.TaskTable.Due;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads that choose among many rows. Used under the lock of the store. */
final class Queries {

  private final Tables tables;

  Queries(Tables tables) {
    this.tables = tables;
  }

  TaskPage list(TaskFilter filter) {
    List<Task> found = tables.tasks.before(filter.before())
        .stream()
        .filter(task -> matches(task, filter))
        .limit(filter.limit() + 1L)
        .toList();
    boolean more = found.size() > filter.limit();
    return new TaskPage(more ? found.subList(0, filter.limit()) : found, more, tables.events.head());
  }

  private static boolean matches(Task task, TaskFilter filter) {
    return task.settings().project().equals(filter.project())
        && (filter.statuses().isEmpty() || filter.statuses().contains(task.status()))
        && task.settings().labels().entrySet().containsAll(filter.labels().entrySet())
        && (filter.parent().isEmpty() || filter.parent().equals(task.settings().origin().parentTask()))
        && (filter.orchestration().isEmpty() || filter.orchestration().equals(task.place().orchestration()));
  }

  List<Task> due(Instant now, int limit) {
    return tables.tasks.dueTimes()
        .stream()
        .takeWhile(due -> !due.at().isAfter(now))
        .limit(limit)
        .map(due -> tables.tasks.get(due.id()).orElseThrow())
        .toList();
  }

  Optional<Instant> nextDue() {
    Stream<Instant> task = tables.tasks.dueTimes().stream().findFirst().map(Due::at).stream();
    Stream<Instant> orchestrations =
        tables.orchestrations.all().stream().flatMap(row -> row.times().deadline().stream());
    return Stream.concat(task, orchestrations).min(Comparator.naturalOrder());
  }

  List<RunningAttempt> running(Optional<String> server, Instant now) {
    return tables.running.all()
        .stream()
        .filter(row -> server.map(name -> row.attempt().server().equals(name)).orElseGet(() -> row.expiredAt(now)))
        .map(row -> new RunningAttempt(
            tables.tasks.get(row.attempt().task()).orElseThrow(), row.attempt(), row.lease()))
        .toList();
  }
}
