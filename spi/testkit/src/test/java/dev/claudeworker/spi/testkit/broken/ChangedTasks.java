package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.SubmissionTarget;
import dev.claudeworker.spi.storage.SubmissionTarget.NewOrchestration;
import dev.claudeworker.spi.storage.Unit.Submit;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskSpec;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Hands on other submissions than it was given. */
final class ChangedTasks {

  private ChangedTasks() {}

  static Storage tasks(Storage storage, UnaryOperator<NewTask> change) {
    return ChangedGroups.units(
        storage,
        Submit.class,
        submit -> new Submit(submit.tasks().stream().map(change).toList(), submit.key(), submit.into()));
  }

  static Storage orchestrations(Storage storage, UnaryOperator<NewOrchestration> change) {
    return ChangedGroups.units(
        storage,
        Submit.class,
        submit -> new Submit(
            submit.tasks(),
            submit.key(),
            submit.into()
                .map(into -> into instanceof NewOrchestration made ? (SubmissionTarget) change.apply(made) : into)));
  }

  static NewTask with(NewTask task, Optional<String> identifier, Optional<EventDraft> event) {
    return changed(task, task.spec(), identifier, event);
  }

  static NewTask withoutLane(NewTask task) {
    TaskSettings old = task.spec().settings();
    TaskSettings settings = new TaskSettings(
        old.project(),
        old.name(),
        old.executor(),
        old.account(),
        old.executorOptions(),
        old.model(),
        old.workingDirectory(),
        old.priority(),
        old.timeout(),
        old.maxCostUsd(),
        old.initialDelay(),
        old.retry(),
        Optional.<Lane>empty(),
        old.labels(),
        old.requiredLabels(),
        old.origin());
    return changed(task, new TaskSpec(task.spec().input(), settings), task.identifier(), task.event());
  }

  private static NewTask changed(
      NewTask task, TaskSpec spec, Optional<String> identifier, Optional<EventDraft> event) {
    return new NewTask(
        task.uuid(),
        spec,
        task.status(),
        task.waitReason(),
        task.due(),
        task.claimOrder(),
        task.dependencies(),
        identifier,
        task.continueFrom(),
        task.at(),
        event);
  }
}
