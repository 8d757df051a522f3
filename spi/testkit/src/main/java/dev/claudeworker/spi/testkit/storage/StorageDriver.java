package dev.claudeworker.spi.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says in one line what a test does to a storage, and that it worked. */
record StorageDriver(Storage storage) {

  /** A server of the tests. */
  static final String SERVER = "server-1";

  /** Another one. */
  static final String OTHER_SERVER = "server-2";

  GroupResult apply(Group group) {
    return storage.apply(group);
  }

  UnitResult apply(Unit unit) {
    return storage.apply(Groups.of(unit)).results().get(0);
  }

  void applied(Unit... units) {
    assertThat(storage.apply(Groups.of(units)).results()).allSatisfy(StorageDriver::isApplied);
  }

  void applied(DownstreamRule rule, Unit... units) {
    assertThat(storage.apply(Groups.of(rule, units)).results()).allSatisfy(StorageDriver::isApplied);
  }

  static void isApplied(UnitResult result) {
    assertThat(result).isInstanceOf(UnitResult.Applied.class);
  }

  static void isRefused(UnitResult result, Refusal why) {
    assertThat(result).isInstanceOfSatisfying(UnitResult.Refused.class, refused -> {
      assertThat(refused.refusal()).isEqualTo(why);
      assertThat(refused.message()).as("message for people").isNotBlank();
    });
  }

  /** Submits an orchestration of these tasks. */
  Applied submitGraph(Unit.Submit submission) {
    UnitResult result = apply(submission);
    assertThat(result).isInstanceOf(Applied.class);
    return (Applied) result;
  }

  Orchestration orchestration(OrchestrationId id) {
    return graphs().orchestration(id).orElseThrow(() -> new AssertionError("orchestration " + id + " is gone"));
  }

  /** The task of an orchestration that has this name. */
  TaskId named(OrchestrationId id, String identifier) {
    return Optional.ofNullable(graphs().identifiers(id, Set.of(identifier)).get(identifier))
        .orElseThrow(() -> new AssertionError("no task is named " + identifier));
  }

  GraphReads graphs() {
    return storage.graphs();
  }

  List<TaskId> submit(List<NewTask> tasks) {
    UnitResult result = apply(Groups.submit(tasks));
    assertThat(result).isInstanceOf(UnitResult.Applied.class);
    return ((UnitResult.Applied) result).tasks();
  }

  TaskId submit(NewTasks task) {
    return submit(List.of(task.build())).get(0);
  }

  TaskId submit() {
    return submit(NewTasks.aTask());
  }

  /** The claimed tasks, in the order of the answer. */
  List<ClaimedTask> claim(Claims claims) {
    return apply(Groups.claiming(claims)).claimed();
  }

  List<TaskId> claimIds(Claims claims) {
    return ids(claim(claims));
  }

  static List<TaskId> ids(List<ClaimedTask> claimed) {
    return claimed.stream().map(one -> one.task().id()).toList();
  }

  /** Claims the first task of the queue. */
  ClaimedTask claim() {
    List<ClaimedTask> claimed = claim(Claims.by(SERVER));
    assertThat(claimed).as("a due task").hasSize(1);
    return claimed.get(0);
  }

  Task task(TaskId id) {
    return storage.find(id).orElseThrow(() -> new AssertionError("task " + id + " is gone"));
  }

  TaskStatus status(TaskId id) {
    return task(id).status();
  }

  /** The whole log. */
  List<TaskEvent> events() {
    return storage.events(new EventFilter(0, Optional.empty(), 10_000)).events();
  }

  List<TaskEvent> events(TaskId task) {
    return storage.events(new EventFilter(0, Optional.of(task), 10_000)).events();
  }

  /** The types of the events about a task. */
  List<String> history(TaskId task) {
    return events(task).stream().map(TaskEvent::type).toList();
  }

  long head() {
    return storage.events(new EventFilter(0, Optional.empty(), 1)).head();
  }

  /** Everything that can be read about the listed tasks, to see that nothing has changed. */
  String snapshot() {
    StringBuilder text = new StringBuilder();
    for (Task task : storage.list(filter(1000)).tasks()) {
      text.append(task).append(storage.attempts(task.id())).append(storage.result(task.id())).append('\n');
    }
    return text.append(storage.gates())
        .append(storage.running(Optional.of(SERVER)))
        .append(storage.running(Optional.of(OTHER_SERVER)))
        .append(events())
        .toString();
  }

  /** The same with the orchestrations. */
  String graphSnapshot() {
    return snapshot() + graphs().orchestrations(orchestrations(1000));
  }

  static OrchestrationFilter orchestrations(int limit) {
    return new OrchestrationFilter(TaskSettings.DEFAULT_PROJECT, Set.of(), Optional.empty(), limit);
  }

  static TaskFilter filter(int limit) {
    return new TaskFilter(
        TaskSettings.DEFAULT_PROJECT, Set.of(), Map.of(), Optional.empty(), Optional.empty(), limit);
  }
}
