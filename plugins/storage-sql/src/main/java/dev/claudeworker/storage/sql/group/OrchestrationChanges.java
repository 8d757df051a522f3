package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.dag.OrchestrationTimes;
import dev.claudeworker.spi.dag.TaskCounts;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.SubmissionTarget.NewOrchestration;
import java.time.Instant;
import java.util.Optional;

/** An orchestration before and after each kind of change. */
final class OrchestrationChanges {

  private OrchestrationChanges() {}

  static Orchestration submitted(OrchestrationId id, NewOrchestration submitted) {
    OrchestrationTimes times = new OrchestrationTimes(
        Precision.micros(submitted.at()), Optional.empty(), Optional.empty(), Precision.micros(submitted.deadline()));
    return new Orchestration(
        id,
        submitted.uuid(),
        1,
        submitted.project(),
        submitted.name(),
        submitted.settings(),
        OrchestrationStatus.PENDING,
        TaskCounts.NONE,
        times,
        submitted.origin());
  }

  static Orchestration withCounts(Orchestration row, TaskCounts counts) {
    return with(row, row.version(), row.status(), counts, row.times());
  }

  static Orchestration tasksAdded(Orchestration row) {
    return with(row, row.version() + 1, row.status(), row.counts(), row.times());
  }

  static Orchestration moved(Orchestration row, OrchestrationMove move) {
    Optional<Instant> at = Optional.of(Precision.micros(move.at()));
    boolean started = move.to() == OrchestrationStatus.RUNNING;
    boolean ended = move.to().isFinal();
    OrchestrationTimes times = new OrchestrationTimes(
        row.times().created(),
        row.times().started().or(() -> at.filter(time -> started)),
        at.filter(time -> ended),
        Precision.micros(move.deadline()).filter(time -> !ended));
    return with(row, row.version() + 1, move.to(), row.counts(), times);
  }

  private static Orchestration with(
      Orchestration row, long version, OrchestrationStatus status, TaskCounts counts, OrchestrationTimes times) {
    return new Orchestration(
        row.id(), row.uuid(), version, row.project(), row.name(), row.settings(), status, counts, times, row.origin());
  }
}
