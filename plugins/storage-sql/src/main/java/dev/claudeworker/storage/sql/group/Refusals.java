package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.AlreadyApplied;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.storage.UnitResult.Refused;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers in the same words everywhere. */
final class Refusals {

  static final UnitResult APPLIED = new Applied(List.of());
  static final UnitResult ALREADY_APPLIED = new AlreadyApplied(List.of());

  private Refusals() {}

  static UnitResult notFound(TaskId id) {
    return new Refused(Refusal.NOT_FOUND, "there is no task " + id);
  }

  static UnitResult notFound(OrchestrationId id) {
    return new Refused(Refusal.NOT_FOUND, "there is no orchestration " + id);
  }

  static UnitResult stateChanged(Orchestration orchestration) {
    String message = "orchestration " + orchestration.id() + " is " + orchestration.status().word();
    return new Refused(Refusal.STATE_CHANGED, message);
  }

  static UnitResult hasTasks(Orchestration orchestration) {
    String message = "orchestration " + orchestration.id() + " has " + orchestration.counts().total() + " tasks";
    return new Refused(Refusal.STATE_CHANGED, message);
  }

  static UnitResult invalid(String message) {
    return new Refused(Refusal.INVALID, message);
  }

  static UnitResult stateChanged(Task task, String expected) {
    String message = "task " + task.id() + " is " + task.status().word() + ", not " + expected;
    return new Refused(Refusal.STATE_CHANGED, message);
  }

  static Optional<UnitResult> otherVersion(Task task, OptionalLong expected) {
    return otherVersion("task " + task.id(), task.version(), expected);
  }

  static Optional<UnitResult> otherVersion(Orchestration orchestration, OptionalLong expected) {
    return otherVersion("orchestration " + orchestration.id(), orchestration.version(), expected);
  }

  private static Optional<UnitResult> otherVersion(String what, long version, OptionalLong expected) {
    if (expected.isEmpty() || expected.getAsLong() == version) {
      return Optional.empty();
    }
    String message = what + " has version " + version + ", not " + expected.getAsLong();
    return Optional.of(new Refused(Refusal.VERSION_CHANGED, message));
  }
}
