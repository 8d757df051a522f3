package dev.claudeworker.worker;

import dev.claudeworker.queue.MemberView;
import dev.claudeworker.queue.OrchestrationSubmission;
import dev.claudeworker.queue.Requester;
import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** A running core whose tasks do what is said for their prompt, with words for orchestrations. */
final class OrchestrationFixture implements AutoCloseable {

  static final Requester ALICE = new Requester("alice", "request-2");

  final CoreFixture core;
  private final Map<String, ScriptedExecutor.Step> steps = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private Map<String, TaskId> ids = Map.of();
  private OrchestrationId orchestration = new OrchestrationId(1);

  OrchestrationFixture(Path home) {
    this(CoreFixture.started(home));
  }

  OrchestrationFixture(CoreFixture core) {
    this.core = core;
    core.executor.always(this::run);
  }

  private AttemptOutcome run(AttemptContext context) throws InterruptedException {
    String prompt = context.input().prompt();
    return Optional.ofNullable(steps.get(prompt))
        .orElse(c -> ScriptedExecutor.completed("result of " + prompt))
        .run(context);
  }

  OrchestrationFixture when(String prompt, ScriptedExecutor.Step step) {
    steps.put(prompt, step);
    return this;
  }

  OrchestrationFixture fails(String prompt) {
    return when(prompt, context -> Outcomes.failed(ErrorCategory.USER, false));
  }

  /** The task runs until it is let go, or cancelled. */
  OrchestrationFixture holds(String prompt) {
    var latch = new CountDownLatch(1);
    held.put(prompt, latch);
    return when(prompt, context -> {
      latch.await();
      return ScriptedExecutor.completed("result of " + prompt);
    });
  }

  void letGo(String prompt) {
    held.get(prompt).countDown();
  }

  OrchestrationId submit(Definition definition) {
    var submission = core.core.orchestrations().submit(definition.build(), Optional.empty());
    remember(submission);
    return orchestration;
  }

  void remember(OrchestrationSubmission submission) {
    orchestration = submission.orchestration().id();
    ids = view().stream()
        .collect(
            Collectors.toMap(member -> member.task().place().identifier().orElseThrow(), member -> member.task().id()));
  }

  List<MemberView> view() {
    return core.core.orchestrations().view(orchestration, Optional.empty(), 1_000).orElseThrow().tasks();
  }

  MemberView member(String identifier) {
    return view().stream().filter(member -> member.task().id().equals(id(identifier))).findFirst().orElseThrow();
  }

  TaskId id(String identifier) {
    return Optional.ofNullable(ids.get(identifier)).orElseThrow();
  }

  Task task(String identifier) {
    return core.task(id(identifier));
  }

  Task await(String identifier, TaskStatus status) {
    return core.awaitStatus(id(identifier), status);
  }

  Orchestration orchestration() {
    return core.core.orchestrations().find(orchestration).orElseThrow();
  }

  Orchestration await(OrchestrationStatus status) {
    var reached = new CountDownLatch(1);
    try (var _ = core.core.events().subscribe(event -> true, event -> {
      if (orchestration().status() == status) {
        reached.countDown();
      }
    })) {
      if (orchestration().status() != status && !reached.await(20, java.util.concurrent.TimeUnit.SECONDS)) {
        throw new AssertionError("still: " + orchestration() + " " + states());
      }
      return orchestration();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The states by identifier, as a text that tests can compare. */
  Map<String, TaskStatus> states() {
    return ids.entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> core.task(entry.getValue()).status()));
  }

  /** The prompts of all attempts so far, in the order in which they began. */
  List<String> began() {
    return core.executor.executed().stream().map(context -> context.input().prompt()).toList();
  }

  List<String> orchestrationEvents() {
    return core.storage.events(new EventFilter(0, Optional.empty(), 10_000))
        .events()
        .stream()
        .map(TaskEvent::type)
        .filter(type -> type.startsWith("orchestration."))
        .toList();
  }

  Set<String> in(TaskStatus status) {
    return states().entrySet()
        .stream()
        .filter(entry -> entry.getValue() == status)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    held.values().forEach(CountDownLatch::countDown);
    core.close();
  }
}
