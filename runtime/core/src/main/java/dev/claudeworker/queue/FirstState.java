package dev.claudeworker.queue;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskSpec;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns requests into tasks with their first state. */
final class FirstState {

  private final Admission admission;
  private final ClaimOrder order;

  FirstState(Admission admission, ClaimOrder order) {
    this.admission = admission;
    this.order = order;
  }

  /**
   * The place of a new task in its orchestration.
   *
   * @param identifier its name there
   * @param dependencies what it depends on
   * @param continueFrom the upstream task whose session it continues
   * @param ahead how many tasks of the orchestration are pending before it
   */
  record Membership(
      String identifier, List<Dependency> dependencies, Optional<Upstream> continueFrom, int ahead) {}

  /** A task of its own. */
  NewTask alone(TaskRequest request, Instant now) {
    TaskSpec spec = admission.admit(request);
    Optional<WaitReason> wait = wait(spec.settings(), request.dependencies(), now);
    return task(
        request, spec, wait, request.dependencies(), Optional.empty(), now,
        Optional.of(submitted(spec.settings(), wait, now)));
  }

  /** A task of an orchestration, whose one event tells of all of them. */
  NewTask member(TaskRequest request, Membership member, Instant now) {
    TaskSpec spec = admission.admit(request);
    Optional<WaitReason> wait = wait(spec.settings(), member.dependencies(), now);
    return task(request, spec, wait, member.dependencies(), Optional.of(member), now, Optional.empty());
  }

  private NewTask task(
      TaskRequest request,
      TaskSpec spec,
      Optional<WaitReason> wait,
      List<Dependency> dependencies,
      Optional<Membership> member,
      Instant now,
      Optional<EventDraft> event) {
    Optional<Instant> due = wait.flatMap(WaitReason::until);
    return new NewTask(
        request.uuid(),
        spec,
        wait.isPresent() ? TaskStatus.WAITING : TaskStatus.PENDING,
        wait,
        due,
        order.of(spec.settings().priority(), due.orElse(now), member.map(Membership::ahead).orElse(0)),
        dependencies,
        member.map(Membership::identifier),
        member.flatMap(Membership::continueFrom),
        now,
        event);
  }

  private static Optional<WaitReason> wait(TaskSettings settings, List<Dependency> dependencies, Instant now) {
    if (!dependencies.isEmpty()) {
      return Optional.of(WaitReason.of(WaitReason.DEPENDENCY, Optional.empty()));
    }
    Duration delay = settings.initialDelay();
    return delay.isZero()
        ? Optional.empty()
        : Optional.of(WaitReason.of(WaitReason.DELAY, Optional.of(now.plus(delay))));
  }

  private static EventDraft submitted(TaskSettings settings, Optional<WaitReason> wait, Instant now) {
    var data =
        JsonObject.EMPTY
            .with("status", (wait.isPresent() ? TaskStatus.WAITING : TaskStatus.PENDING).word())
            .with("executor", settings.executor())
            .with("source", settings.origin().source());
    return EventDrafts.task(
        EventTypes.TASK_SUBMITTED, settings, settings.origin().submittedBy(), now,
        wait.map(reason -> data.with("wait_reason", reason.code())).orElse(data));
  }
}
