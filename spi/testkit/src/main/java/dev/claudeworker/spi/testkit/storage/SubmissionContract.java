package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.AlreadyApplied;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Submissions: whole or not at all, and once. */
public abstract class SubmissionContract extends StorageConcern {

  /** For subclasses. */
  protected SubmissionContract() {}

  @Test
  final void idsGrowInTheOrderOfTheList() {
    List<TaskId> first = store().submit(NewTasks.tasks(3));
    List<TaskId> second = store().submit(NewTasks.tasks(2));

    assertThat(first).isSorted().doesNotHaveDuplicates();
    assertThat(second).isSorted().allSatisfy(id -> assertThat(id).isGreaterThan(first.get(2)));
  }

  @Test
  final void aThousandTasksAreOneSubmission() {
    List<NewTask> tasks = NewTasks.tasks(1000);

    List<TaskId> ids = store().submit(tasks);

    assertThat(ids).hasSize(1000);
    assertThat(store().task(ids.get(999)).uuid()).isEqualTo(tasks.get(999).uuid());
    assertThat(store().storage().counts()).containsEntry(TaskStatus.PENDING, 1000L);
  }

  @Test
  final void repeatedUuidsAnswerTheFirstIds() {
    List<NewTask> tasks = NewTasks.tasks(3);
    List<TaskId> ids = store().submit(tasks);
    String before = store().snapshot();

    UnitResult repeated = store().apply(Groups.submit(tasks));

    assertThat(repeated).isEqualTo(new AlreadyApplied(ids));
    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void repeatedUuidsAnswerTheFirstIdsAfterTheTaskWentOn() {
    List<NewTask> tasks = NewTasks.tasks(1);
    List<TaskId> ids = store().submit(tasks);
    store().claim();

    assertThat(store().apply(Groups.submit(tasks))).isEqualTo(new AlreadyApplied(ids));
  }

  @Test
  final void aSubmissionRepeatedWithinOneGroupIsAppliedOnce() {
    Unit submit = Groups.submit(NewTasks.tasks(2));

    List<UnitResult> results = store().apply(Groups.of(submit, submit)).results();

    assertThat(results.get(0)).isInstanceOf(Applied.class);
    assertThat(results.get(1)).isEqualTo(new AlreadyApplied(((Applied) results.get(0)).tasks()));
    assertThat(store().storage().counts()).containsEntry(TaskStatus.PENDING, 2L);
  }

  @Test
  final void partlyKnownUuidsAreRefused() {
    NewTask known = aTask().build();
    store().submit(List.of(known));
    String before = store().snapshot();

    UnitResult result = store().apply(Groups.submit(List.of(aTask().build(), known)));

    isRefused(result, Refusal.INVALID);
    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void theSameKeyAnswersTheFirstIdsThoughTheUuidsDiffer() {
    TaskId first = keyed("default", "key-1", "hash-1");

    UnitResult repeated = store().apply(submission("default", "key-1", "hash-1"));

    assertThat(repeated).isEqualTo(new AlreadyApplied(List.of(first)));
    assertThat(store().storage().counts()).containsEntry(TaskStatus.PENDING, 1L);
    assertThat(store().events()).hasSize(1);
  }

  @Test
  final void theSameKeyWithinOneGroupIsAppliedOnce() {
    List<UnitResult> results = store()
        .apply(Groups.of(submission("default", "key-1", "hash-1"), submission("default", "key-1", "hash-1")))
        .results();

    assertThat(results.get(0)).isInstanceOf(Applied.class);
    assertThat(results.get(1)).isEqualTo(new AlreadyApplied(((Applied) results.get(0)).tasks()));
    assertThat(store().storage().counts()).containsEntry(TaskStatus.PENDING, 1L);
  }

  @Test
  final void theSameKeyForAnotherRequestIsRefused() {
    keyed("default", "key-1", "hash-1");
    String before = store().snapshot();

    isRefused(store().apply(submission("default", "key-1", "hash-2")), Refusal.KEY_REUSED);

    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void keysAreUniquePerProject() {
    keyed("default", "key-1", "hash-1");

    assertThat(store().apply(submission("other", "key-1", "hash-2"))).isInstanceOf(Applied.class);
  }

  @Test
  final void aKeyIsComparedExactly() {
    keyed("default", "key-1", "hash-1");

    assertThat(store().apply(submission("default", "KEY-1", "hash-2"))).isInstanceOf(Applied.class);
    assertThat(store().apply(submission("default", "key-1 ", "hash-3"))).isInstanceOf(Applied.class);
  }

  @Test
  final void aKeyHasABound() {
    assertThat(store().apply(submission("default", "k".repeat(255), "hash-1"))).isInstanceOf(Applied.class);
    isRefused(store().apply(submission("default", "k".repeat(256), "hash-1")), Refusal.INVALID);
    isRefused(store().apply(submission("default", "", "hash-1")), Refusal.INVALID);
    assertThat(store().storage().counts()).containsEntry(TaskStatus.PENDING, 1L);
  }

  @Test
  final void aKeyOutlivesItsTask() {
    TaskId id = keyed("default", "key-1", "hash-1");
    store().applied(Moves.of(store().task(id)).cancelled().unit());
    store().applied(new Unit.Delete(id, Drafts.event(EventTypes.TASK_DELETED)));

    UnitResult repeated = store().apply(submission("default", "key-1", "hash-1"));

    assertThat(repeated).isEqualTo(new AlreadyApplied(List.of(id)));
  }

  @Test
  final void aKeyOfARefusedSubmissionStaysFree() {
    IdempotencyKey key = new IdempotencyKey("default", "key-1", "hash-1");
    NewTask orphan = aTask().dependsOn(new TaskId(4711)).build();

    isRefused(store().apply(new Unit.Submit(List.of(orphan), Optional.of(key))), Refusal.NOT_FOUND);

    assertThat(store().apply(submission("default", "key-1", "hash-2"))).isInstanceOf(Applied.class);
  }

  @Test
  final void aSubmissionIsRefusedWhole() {
    NewTask good = aTask().build();
    NewTask orphan = aTask().dependsOn(new TaskId(4711)).build();

    UnitResult result = store().apply(Groups.submit(List.of(good, orphan)));

    isRefused(result, Refusal.NOT_FOUND);
    assertThat(store().storage().counts()).containsEntry(TaskStatus.PENDING, 0L);
    assertThat(store().storage().list(StorageDriver.filter(10)).tasks()).isEmpty();
    assertThat(store().events()).isEmpty();
  }

  @Test
  final void aRefusedSubmissionDoesNotDisturbItsGroup() {
    Unit refused = Groups.submit(aTask().dependsOn(new TaskId(4711)));

    List<UnitResult> results = store()
        .apply(Groups.of(Groups.submit(aTask()), refused, Groups.submit(aTask())))
        .results();

    assertThat(results.get(0)).isInstanceOf(Applied.class);
    isRefused(results.get(1), Refusal.NOT_FOUND);
    assertThat(results.get(2)).isInstanceOf(Applied.class);
    assertThat(store().storage().counts()).containsEntry(TaskStatus.PENDING, 2L);
    assertThat(store().events()).hasSize(2);
  }

  @Test
  final void aTaskDependsOnEarlierOnesOfItsSubmissionOnly() {
    isRefused(store().apply(Groups.submit(aTask().dependsOnSubmitted(0))), Refusal.INVALID);
    isRefused(store().apply(Groups.submit(aTask().dependsOnSubmitted(1), aTask())), Refusal.INVALID);
    isRefused(store().apply(Groups.submit(aTask().dependsOnSubmitted(-1))), Refusal.INVALID);
    assertThat(store().events()).isEmpty();
  }

  @Test
  final void aTaskDependsOnAnotherOnce() {
    TaskId upstream = store().submit();

    UnitResult result =
        store().apply(Groups.submit(aTask().dependsOn(upstream).dependsOn(upstream, EdgeCondition.FAILED)));

    isRefused(result, Refusal.INVALID);
    assertThat(store().storage().counts()).containsEntry(TaskStatus.WAITING, 0L);
  }

  @Test
  final void uuidsOfOneSubmissionDiffer() {
    UUID uuid = UUID.randomUUID();

    isRefused(store().apply(Groups.submit(aTask().uuid(uuid), aTask().uuid(uuid))), Refusal.INVALID);
    assertThat(store().events()).isEmpty();
  }

  private TaskId keyed(String project, String key, String hash) {
    UnitResult result = store().apply(submission(project, key, hash));
    assertThat(result).isInstanceOf(Applied.class);
    return ((Applied) result).tasks().get(0);
  }

  private static Unit submission(String project, String key, String hash) {
    NewTask task = aTask().project(project).build();
    return new Unit.Submit(List.of(task), Optional.of(new IdempotencyKey(project, key, hash)));
  }
}
