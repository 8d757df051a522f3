package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskSpec;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Builds submitted tasks: {@code NewTasks.aTask().claimOrder(5).build()} is a pending task of the executor {@code test}. */
public final class NewTasks {

  /** The executor of tasks without another wish. */
  public static final String EXECUTOR = "test";

  private UUID uuid = UUID.randomUUID();
  private String project = TaskSettings.DEFAULT_PROJECT;
  private String prompt = "Do what the test says";
  private Optional<String> systemPrompt = Optional.empty();
  private Map<String, String> environment = Map.of();
  private Optional<String> name = Optional.empty();
  private String executor = EXECUTOR;
  private String account = "default";
  private JsonObject options = JsonObject.EMPTY;
  private Optional<String> model = Optional.empty();
  private Path workingDirectory = Path.of("/tmp");
  private Priority priority = Priority.NORMAL;
  private Duration timeout = Duration.ZERO;
  private Optional<BigDecimal> maxCostUsd = Optional.empty();
  private Duration initialDelay = Duration.ZERO;
  private RetryRules retry = RetryRules.DEFAULT;
  private Optional<Lane> lane = Optional.empty();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, String> requiredLabels = new LinkedHashMap<>();
  private TaskOrigin origin = new TaskOrigin("tester", "test", "test-correlation", Optional.empty(), Optional.empty());
  private Optional<WaitReason> waitReason = Optional.empty();
  private Optional<Instant> due = Optional.empty();
  private long claimOrder = 1_000;
  private final List<Dependency> dependencies = new ArrayList<>();
  private Instant at = SettableClock.START;
  private Optional<String> identifier = Optional.empty();
  private Optional<Upstream> continueFrom = Optional.empty();
  private Optional<EventDraft> event = Optional.of(Drafts.event(EventTypes.TASK_SUBMITTED));

  private NewTasks() {}

  /**
   * A pending task with a uuid of its own.
   *
   * @return a builder
   */
  public static NewTasks aTask() {
    return new NewTasks();
  }

  /**
   * Several tasks alike.
   *
   * @param count how many
   * @return pending tasks with different uuids
   */
  public static List<NewTask> tasks(int count) {
    List<NewTask> tasks = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      tasks.add(aTask().build());
    }
    return tasks;
  }

  /**
   * Sets the identity.
   *
   * @param value the uuid
   * @return this
   */
  public NewTasks uuid(UUID value) {
    uuid = value;
    return this;
  }

  /**
   * Sets the project.
   *
   * @param value the project
   * @return this
   */
  public NewTasks project(String value) {
    project = value;
    return this;
  }

  /**
   * Sets the task that creates it.
   *
   * @param task the parent
   * @return this
   */
  public NewTasks parent(TaskId task) {
    origin = new TaskOrigin("tester", "test", "test-correlation", Optional.of(task), Optional.empty());
    return this;
  }

  /**
   * Sets the prompt.
   *
   * @param value the prompt
   * @return this
   */
  public NewTasks prompt(String value) {
    prompt = value;
    return this;
  }

  /**
   * Sets the system prompt.
   *
   * @param value the system prompt
   * @return this
   */
  public NewTasks systemPrompt(String value) {
    systemPrompt = Optional.of(value);
    return this;
  }

  /**
   * Sets the submitter's environment.
   *
   * @param value names and values
   * @return this
   */
  public NewTasks environment(Map<String, String> value) {
    environment = Map.copyOf(value);
    return this;
  }

  /**
   * Sets the title.
   *
   * @param value the title
   * @return this
   */
  public NewTasks name(String value) {
    name = Optional.of(value);
    return this;
  }

  /**
   * Sets the executor.
   *
   * @param value its name
   * @return this
   */
  public NewTasks executor(String value) {
    executor = value;
    return this;
  }

  /**
   * Sets the account.
   *
   * @param value its name
   * @return this
   */
  public NewTasks account(String value) {
    account = value;
    return this;
  }

  /**
   * Sets the options of the executor.
   *
   * @param value the options
   * @return this
   */
  public NewTasks options(JsonObject value) {
    options = value;
    return this;
  }

  /**
   * Sets the model.
   *
   * @param value alias or id
   * @return this
   */
  public NewTasks model(String value) {
    model = Optional.of(value);
    return this;
  }

  /**
   * Sets the working directory.
   *
   * @param value an absolute path
   * @return this
   */
  public NewTasks workingDirectory(Path value) {
    workingDirectory = value;
    return this;
  }

  /**
   * Sets the priority.
   *
   * @param value the priority
   * @return this
   */
  public NewTasks priority(Priority value) {
    priority = value;
    return this;
  }

  /**
   * Sets the timeout of an attempt.
   *
   * @param value the timeout; zero = none
   * @return this
   */
  public NewTasks timeout(Duration value) {
    timeout = value;
    return this;
  }

  /**
   * Sets the largest cost.
   *
   * @param value in USD
   * @return this
   */
  public NewTasks maxCostUsd(BigDecimal value) {
    maxCostUsd = Optional.of(value);
    return this;
  }

  /**
   * Sets the delay after the last dependency.
   *
   * @param value the delay
   * @return this
   */
  public NewTasks initialDelay(Duration value) {
    initialDelay = value;
    return this;
  }

  /**
   * Sets what happens after failures.
   *
   * @param value the rules
   * @return this
   */
  public NewTasks retry(RetryRules value) {
    retry = value;
    return this;
  }

  /**
   * Adds a label.
   *
   * @param key its name
   * @param value its value
   * @return this
   */
  public NewTasks label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  /**
   * Adds a label that a server must have.
   *
   * @param key its name
   * @param value its value
   * @return this
   */
  public NewTasks requires(String key, String value) {
    requiredLabels.put(key, value);
    return this;
  }

  /**
   * Sets where the task comes from.
   *
   * @param value the origin
   * @return this
   */
  public NewTasks origin(TaskOrigin value) {
    origin = value;
    return this;
  }

  /**
   * Makes the task waiting.
   *
   * @param reason why
   * @return this
   */
  public NewTasks waiting(WaitReason reason) {
    waitReason = Optional.of(reason);
    return this;
  }

  /**
   * Makes the task waiting for a delay.
   *
   * @param until when it becomes due
   * @return this
   */
  public NewTasks delayedUntil(Instant until) {
    due = Optional.of(until);
    return waiting(WaitReason.of(WaitReason.DELAY, due));
  }

  /**
   * Sets the place in the queue.
   *
   * @param value lower is claimed first
   * @return this
   */
  public NewTasks claimOrder(long value) {
    claimOrder = value;
    return this;
  }

  /**
   * Adds an upstream task that must complete, and makes the task waiting for it.
   *
   * @param upstream an existing task
   * @return this
   */
  public NewTasks dependsOn(TaskId upstream) {
    return dependsOn(upstream, EdgeCondition.COMPLETED);
  }

  /**
   * Adds an upstream task, and makes the task waiting for it.
   *
   * @param upstream an existing task
   * @param on what is asked of it
   * @return this
   */
  public NewTasks dependsOn(TaskId upstream, EdgeCondition on) {
    return dependsOn(new Dependency(new Upstream.Existing(upstream), on));
  }

  /**
   * Adds an upstream task of the same submission that must complete, and makes the task waiting for it.
   *
   * @param index its place in the submission, from 0
   * @return this
   */
  public NewTasks dependsOnSubmitted(int index) {
    return dependsOn(new Dependency(new Upstream.InSubmission(index), EdgeCondition.COMPLETED));
  }

  /**
   * Adds a dependency, and makes the task waiting for it.
   *
   * @param dependency the dependency
   * @return this
   */
  public NewTasks dependsOn(Dependency dependency) {
    dependencies.add(dependency);
    return waiting(WaitReason.of(WaitReason.DEPENDENCY, Optional.empty()));
  }

  /**
   * Sets when the task was submitted.
   *
   * @param value the time
   * @return this
   */
  public NewTasks at(Instant value) {
    at = value;
    return this;
  }

  /**
   * Sets the event.
   *
   * @param value the event
   * @return this
   */
  public NewTasks event(EventDraft value) {
    event = Optional.of(value);
    return this;
  }

  /**
   * Leaves the event out, as in a graph that has one of its own.
   *
   * @return this
   */
  public NewTasks withoutEvent() {
    event = Optional.empty();
    return this;
  }

  /**
   * Names the task in its orchestration, and leaves its own event out.
   *
   * @param value the identifier
   * @return this
   */
  public NewTasks named(String value) {
    identifier = Optional.of(value);
    return withoutEvent();
  }

  /**
   * Sets whose session the first attempt continues.
   *
   * @param value the upstream task
   * @return this
   */
  public NewTasks continueFrom(Upstream value) {
    continueFrom = Optional.of(value);
    return this;
  }

  /**
   * Sets the lane.
   *
   * @param key what tasks share
   * @param limit how many places there are
   * @return this
   */
  public NewTasks lane(String key, int limit) {
    lane = Optional.of(new Lane(key, limit));
    return this;
  }

  /**
   * Only what is submitted.
   *
   * @return input and settings
   */
  public TaskSpec spec() {
    TaskSettings settings =
        new TaskSettings(
            project,
            name,
            executor,
            account,
            options,
            model,
            workingDirectory,
            priority,
            timeout,
            maxCostUsd,
            initialDelay,
            retry,
            lane,
            labels,
            requiredLabels,
            origin);
    return new TaskSpec(new TaskInput(prompt, systemPrompt, environment), settings);
  }

  /**
   * The task.
   *
   * @return waiting if it was given a reason or an upstream task, else pending
   */
  public NewTask build() {
    TaskStatus status = waitReason.isPresent() ? TaskStatus.WAITING : TaskStatus.PENDING;
    return new NewTask(
        uuid, spec(), status, waitReason, due, claimOrder, dependencies, identifier, continueFrom, at, event);
  }
}
