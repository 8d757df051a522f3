package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.storage.ProgressUpdate;
import dev.claudeworker.spi.storage.Renewal;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.AttemptMapper;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.TaskLoader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What running attempts write between claim and end, in bulk: renewals and progress. Lost without harm, so not synced. */
final class Leases {

  private final SqlBackend backend;
  private final Writer renewals;
  private final Writer writer;

  /** Renewals may have a writer of their own. */
  Leases(SqlBackend backend, Writer renewals, Writer writer) {
    this.backend = backend;
    this.renewals = renewals;
    this.writer = writer;
  }

  List<Renewal> renew(List<Lease> leases, Duration leaseFor) {
    if (leases.isEmpty()) {
      return List.of();
    }
    Instant expires = backend.now().plus(leaseFor).truncatedTo(ChronoUnit.MICROS);
    // In the order in which groups lock attempts, so that the two never wait for each other.
    List<Lease> ordered = leases.stream().sorted(Comparator.comparing(Lease::task)).toList();
    return renewals.commit(open -> {
      AttemptMapper attempts = open.mappers().attempts();
      ordered.forEach(lease -> attempts.renew(lease, expires));
      List<Boolean> held = Batches.flush(open.session());
      Set<TaskId> cancelled = cancelRequested(open.mappers(), leases);
      Map<Lease, Renewal> answers = new HashMap<>();
      for (int index = 0; index < ordered.size(); index++) {
        answers.put(ordered.get(index), renewal(ordered.get(index), held.get(index), expires, cancelled));
      }
      return leases.stream().map(answers::get).toList();
    });
  }

  private static Renewal renewal(Lease lease, boolean held, Instant expires, Set<TaskId> cancelled) {
    return held
        ? new Renewal(
            new Lease(lease.task(), lease.attempt(), lease.token(), expires), true, cancelled.contains(lease.task()))
        : new Renewal(lease, false, false);
  }

  private static Set<TaskId> cancelRequested(Mappers mappers, List<Lease> leases) {
    long[] ids = TaskLoader.ids(leases.stream().map(Lease::task).toList());
    Set<TaskId> cancelled = new HashSet<>();
    mappers.tasks().cancelRequested(ids).forEach(id -> cancelled.add(new TaskId(id)));
    return cancelled;
  }

  void progress(List<ProgressUpdate> updates) {
    if (updates.isEmpty()) {
      return;
    }
    writer.commit(open -> {
      AttemptMapper attempts = open.mappers().attempts();
      updates.forEach(attempts::updateProgress);
      List<Boolean> met = Batches.flush(open.session());
      for (int index = 0; index < updates.size(); index++) {
        if (!met.get(index)) {
          attempts.insertProgress(updates.get(index));
        }
      }
      return Batches.flush(open.session());
    });
  }
}
