package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.dag.FailurePolicy;
import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.SubmissionTarget;
import dev.claudeworker.spi.storage.SubmissionTarget.NewOrchestration;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Builds submitted orchestrations: {@code anOrchestration().maxParallel(2).submit(aTask().named("a"))}. */
public final class NewOrchestrations {

  private UUID uuid = UUID.randomUUID();
  private String project = TaskSettings.DEFAULT_PROJECT;
  private Optional<String> name = Optional.empty();
  private FailurePolicy failurePolicy = FailurePolicy.SKIP;
  private OptionalInt maxParallel = OptionalInt.empty();
  private Duration timeout = Duration.ZERO;
  private Priority priority = Priority.NORMAL;
  private Optional<Path> baseDirectory = Optional.empty();
  private Optional<Instant> deadline = Optional.empty();

  private NewOrchestrations() {}

  /**
   * An orchestration with a uuid of its own and without bounds.
   *
   * @return a builder
   */
  public static NewOrchestrations anOrchestration() {
    return new NewOrchestrations();
  }

  /**
   * Sets the identity.
   *
   * @param value the uuid
   * @return this
   */
  public NewOrchestrations uuid(UUID value) {
    uuid = value;
    return this;
  }

  /**
   * Sets the project.
   *
   * @param value the project
   * @return this
   */
  public NewOrchestrations project(String value) {
    project = value;
    return this;
  }

  /**
   * Sets the title.
   *
   * @param value the title
   * @return this
   */
  public NewOrchestrations name(String value) {
    name = Optional.of(value);
    return this;
  }

  /**
   * Sets what a failed task means for the others.
   *
   * @param value the policy
   * @return this
   */
  public NewOrchestrations failurePolicy(FailurePolicy value) {
    failurePolicy = value;
    return this;
  }

  /**
   * Sets how many tasks may run at once.
   *
   * @param value the bound
   * @return this
   */
  public NewOrchestrations maxParallel(int value) {
    maxParallel = OptionalInt.of(value);
    return this;
  }

  /**
   * Sets how long it may take, and when that is over.
   *
   * @param value the time from {@link SettableClock#START} on
   * @return this
   */
  public NewOrchestrations timeout(Duration value) {
    timeout = value;
    deadline = Optional.of(SettableClock.START.plus(value));
    return this;
  }

  /**
   * Sets the priority.
   *
   * @param value the priority
   * @return this
   */
  public NewOrchestrations priority(Priority value) {
    priority = value;
    return this;
  }

  /**
   * Sets the directory of the submitter.
   *
   * @param value an absolute path
   * @return this
   */
  public NewOrchestrations baseDirectory(Path value) {
    baseDirectory = Optional.of(value);
    return this;
  }

  /**
   * The orchestration.
   *
   * @return the target of a submission
   */
  public NewOrchestration build() {
    return new NewOrchestration(
        uuid,
        project,
        name,
        new OrchestrationSettings(failurePolicy, maxParallel, timeout, priority, baseDirectory),
        new TaskOrigin("tester", "test", "test-correlation", Optional.empty(), Optional.empty()),
        SettableClock.START,
        deadline,
        Drafts.event(EventTypes.ORCHESTRATION_SUBMITTED));
  }

  /**
   * The submission of the orchestration with its tasks, without an idempotency key.
   *
   * @param tasks the tasks
   * @return the unit
   */
  public Unit.Submit submit(NewTasks... tasks) {
    return submit(List.of(tasks).stream().map(NewTasks::build).toList());
  }

  /**
   * The submission of the orchestration with its tasks, without an idempotency key.
   *
   * @param tasks the tasks
   * @return the unit
   */
  public Unit.Submit submit(List<NewTask> tasks) {
    return into(build(), tasks);
  }

  /**
   * A submission without an idempotency key.
   *
   * @param target the orchestration
   * @param tasks the tasks
   * @return the unit
   */
  public static Unit.Submit into(SubmissionTarget target, List<NewTask> tasks) {
    return new Unit.Submit(tasks, Optional.empty(), Optional.of(target));
  }
}
