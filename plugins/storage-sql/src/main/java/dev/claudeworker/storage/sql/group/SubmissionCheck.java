package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.SubmissionTarget;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.Refused;
import dev.claudeworker.spi.task.TaskId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a submission cannot be taken. */
final class SubmissionCheck {

  private static final int LONGEST_KEY = 255;
  private static final int LONGEST_IDENTIFIER = 100;

  private final TaskSet tasks;
  private final Submissions submissions;
  private final OrchestrationSet orchestrations;

  SubmissionCheck(TaskSet tasks, Submissions submissions, OrchestrationSet orchestrations) {
    this.tasks = tasks;
    this.submissions = submissions;
    this.orchestrations = orchestrations;
  }

  Optional<UnitResult> refused(Unit.Submit submit) {
    return malformed(submit)
        .or(() -> submit.into().flatMap(this::closed))
        .or(() -> badIdentifiers(submit))
        .or(() -> badDependencies(submit.tasks()));
  }

  private Optional<UnitResult> malformed(Unit.Submit submit) {
    List<NewTask> submitted = submit.tasks();
    if (submitted.isEmpty()) {
      return Optional.of(Refusals.invalid("a submission has at least one task"));
    }
    if (submit.key().filter(key -> key.key().isEmpty() || key.key().length() > LONGEST_KEY).isPresent()) {
      return Optional.of(Refusals.invalid("an idempotency key has 1 to " + LONGEST_KEY + " characters"));
    }
    long distinct = submitted.stream().map(NewTask::uuid).distinct().count();
    if (distinct < submitted.size()
        || submitted.stream().anyMatch(task -> submissions.find(task.uuid()).isPresent())) {
      return Optional.of(Refusals.invalid("the uuid of a submitted task is taken"));
    }
    return Optional.empty();
  }

  private Optional<UnitResult> closed(SubmissionTarget into) {
    if (!(into instanceof SubmissionTarget.Existing existing)) {
      return Optional.empty();
    }
    Optional<Orchestration> row = orchestrations.get(existing.orchestration());
    return row.isEmpty()
        ? Optional.of(Refusals.notFound(existing.orchestration()))
        : row.filter(found -> takesNoTasks(found.status())).map(Refusals::stateChanged);
  }

  private static boolean takesNoTasks(OrchestrationStatus status) {
    return status == OrchestrationStatus.CANCELLED || status == OrchestrationStatus.TIMED_OUT;
  }

  private Optional<UnitResult> badIdentifiers(Unit.Submit submit) {
    Set<String> seen = new HashSet<>();
    for (NewTask task : submit.tasks()) {
      Optional<UnitResult> bad =
          task.identifier().flatMap(identifier -> badIdentifier(identifier, submit.into(), seen));
      if (bad.isPresent()) {
        return bad;
      }
    }
    return Optional.empty();
  }

  private Optional<UnitResult> badIdentifier(
      String identifier, Optional<SubmissionTarget> into, Set<String> seen) {
    if (into.isEmpty() || identifier.isEmpty() || identifier.length() > LONGEST_IDENTIFIER) {
      return Optional.of(
          Refusals.invalid(
              "an identifier has 1 to " + LONGEST_IDENTIFIER
                  + " characters and belongs to a task of an orchestration"));
    }
    if (!seen.add(identifier) || submissions.isTaken(into.get(), identifier)) {
      return Optional.of(new Refused(Refusal.IDENTIFIER_TAKEN, "two tasks have the identifier '" + identifier + "'"));
    }
    return Optional.empty();
  }

  private Optional<UnitResult> badDependencies(List<NewTask> submitted) {
    for (int index = 0; index < submitted.size(); index++) {
      Optional<UnitResult> bad = badDependencies(submitted.get(index), index);
      if (bad.isPresent()) {
        return bad;
      }
    }
    return Optional.empty();
  }

  private Optional<UnitResult> badDependencies(NewTask task, int index) {
    List<Dependency> dependencies = task.dependencies();
    if (dependencies.stream().map(Dependency::upstream).distinct().count() < dependencies.size()) {
      return Optional.of(Refusals.invalid("a task depends twice on the same upstream task"));
    }
    for (Dependency dependency : dependencies) {
      Optional<UnitResult> bad = badUpstream(dependency.upstream(), index);
      if (bad.isPresent()) {
        return bad;
      }
    }
    return task.continueFrom().flatMap(upstream -> badUpstream(upstream, index));
  }

  private Optional<UnitResult> badUpstream(Upstream upstream, int index) {
    return switch (upstream) {
      case Upstream.Existing(TaskId id) when tasks.get(id).isEmpty() -> Optional.of(Refusals.notFound(id));
      case Upstream.InSubmission(int place) when place < 0 || place >= index -> Optional.of(
          Refusals.invalid("a task depends on an earlier one of its submission, not on " + place));
      default -> Optional.empty();
    };
  }
}
