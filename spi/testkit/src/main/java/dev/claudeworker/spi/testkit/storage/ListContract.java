package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.TaskPage;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists, filters, pages, counts and due times. */
public abstract class ListContract extends StorageConcern {

  private static final Instant T = SettableClock.START;

  /** For subclasses. */
  protected ListContract() {}

  @Test
  final void theNewestComesFirst() {
    List<TaskId> ids = new ArrayList<>(store().submit(NewTasks.tasks(5)));

    Collections.reverse(ids);
    assertThat(list(filter(10))).isEqualTo(ids);
  }

  @Test
  final void pagesCoverEveryTaskOnce() {
    List<TaskId> ids = new ArrayList<>(store().submit(NewTasks.tasks(7)));
    List<TaskId> seen = new ArrayList<>();
    Optional<TaskId> cursor = Optional.empty();
    List<Integer> sizes = new ArrayList<>();
    TaskPage page;
    do {
      page = store().storage().list(new TaskFilter("default", Set.of(), Map.of(), Optional.empty(), cursor, 3));
      page.tasks().forEach(task -> seen.add(task.id()));
      sizes.add(page.tasks().size());
      cursor = Optional.of(seen.get(seen.size() - 1));
    } while (page.more());

    Collections.reverse(ids);
    assertThat(seen).isEqualTo(ids);
    assertThat(sizes).containsExactly(3, 3, 1);
  }

  @Test
  final void aFullLastPageHasNoMore() {
    store().submit(NewTasks.tasks(3));

    assertThat(store().storage().list(filter(3)).more()).isFalse();
    assertThat(store().storage().list(filter(2)).more()).isTrue();
    assertThat(store().storage().list(filter(4)).more()).isFalse();
  }

  @Test
  final void anEmptyStoreHasAnEmptyPage() {
    TaskPage page = store().storage().list(filter(10));

    assertThat(page.tasks()).isEmpty();
    assertThat(page.more()).isFalse();
    assertThat(page.asOf()).isZero();
  }

  @Test
  final void aPageStaysAsItIsWhenNewTasksCome() {
    List<TaskId> ids = store().submit(NewTasks.tasks(4));
    TaskFilter second = new TaskFilter("default", Set.of(), Map.of(), Optional.empty(), Optional.of(ids.get(2)), 2);
    List<TaskId> before = list(second);

    store().submit(NewTasks.tasks(3));

    assertThat(list(second)).isEqualTo(before).containsExactly(ids.get(1), ids.get(0));
  }

  @Test
  final void listedTasksAreAsFoundOnes() {
    TaskId upstream = store().submit(aTask().label("a", "1").label("b", "2"));
    TaskId downstream = store().submit(aTask().dependsOn(upstream));
    store().applied(Finishes.completed(store().claim()));

    assertThat(store().storage().list(filter(10)).tasks())
        .containsExactly(store().task(downstream), store().task(upstream));
  }

  @Test
  final void statusesFilter() {
    TaskId pending = store().submit();
    TaskId waiting = store().submit(aTask().delayedUntil(T));
    TaskId cancelled = store().submit();
    store().applied(Moves.of(store().task(cancelled)).cancelled().unit());

    assertThat(list(statuses(TaskStatus.PENDING))).containsExactly(pending);
    assertThat(list(statuses(TaskStatus.WAITING, TaskStatus.CANCELLED))).containsExactly(cancelled, waiting);
    assertThat(list(statuses(TaskStatus.FAILED))).isEmpty();
    assertThat(list(statuses(TaskStatus.values()))).containsExactly(cancelled, waiting, pending);
  }

  @Test
  final void allGivenLabelsMustMatch() {
    TaskId both = store().submit(aTask().label("team", "red").label("stage", "test"));
    TaskId one = store().submit(aTask().label("team", "red"));
    store().submit(aTask().label("team", "blue").label("stage", "red"));
    store().submit();

    assertThat(list(labels(Map.of("team", "red")))).containsExactly(one, both);
    assertThat(list(labels(Map.of("team", "red", "stage", "test")))).containsExactly(both);
    assertThat(list(labels(Map.of("team", "green")))).isEmpty();
    assertThat(list(labels(Map.of("Team", "red")))).isEmpty();
  }

  @Test
  final void projectsAreApart() {
    TaskId other = store().submit(aTask().project("other"));
    TaskId mine = store().submit();

    assertThat(list(filter(10))).containsExactly(mine);
    assertThat(list(new TaskFilter("other", Set.of(), Map.of(), Optional.empty(), Optional.empty(), 10)))
        .containsExactly(other);
  }

  @Test
  final void anUnknownOrchestrationHasNoTasks() {
    store().submit();

    TaskFilter filter = new TaskFilter(
        "default", Set.of(), Map.of(), Optional.of(new OrchestrationId(4711)), Optional.empty(), 10);
    assertThat(list(filter)).isEmpty();
  }

  @Test
  final void theChildrenOfATaskAreItsOwnAlone() {
    TaskId parent = store().submit();
    TaskId first = store().submit(aTask().parent(parent).label("team", "red"));
    TaskId second = store().submit(aTask().parent(parent));
    store().submit(aTask().parent(first));

    assertThat(list(children(parent, Set.of(), Map.of()))).containsExactly(second, first);
    assertThat(list(children(parent, Set.of(TaskStatus.RUNNING), Map.of()))).isEmpty();
    assertThat(list(children(parent, Set.of(TaskStatus.PENDING), Map.of("team", "red")))).containsExactly(first);
    assertThat(store().task(first).settings().origin().parentTask()).contains(parent);
    assertThat(list(children(second, Set.of(), Map.of()))).isEmpty();
  }

  private static TaskFilter children(TaskId parent, Set<TaskStatus> statuses, Map<String, String> labels) {
    return new TaskFilter("default", statuses, labels, Optional.empty(), Optional.of(parent), Optional.empty(), 10);
  }

  @Test
  final void allConditionsHoldTogether() {
    List<TaskId> red = new ArrayList<>();
    for (int index = 0; index < 6; index++) {
      red.add(store().submit(aTask().label("team", "red")));
      store().submit(aTask().label("team", "blue"));
    }
    store().applied(Moves.of(store().task(red.get(1))).cancelled().unit());

    TaskFilter filter = new TaskFilter(
        "default",
        Set.of(TaskStatus.PENDING),
        Map.of("team", "red"),
        Optional.empty(),
        Optional.of(red.get(5)),
        3);
    TaskPage page = store().storage().list(filter);

    assertThat(page.tasks()).extracting(Task::id).containsExactly(red.get(4), red.get(3), red.get(2));
    assertThat(page.more()).isTrue();
  }

  @Test
  final void aPageNamesTheEventItIsTrueAsOf() {
    store().submit();
    assertThat(store().storage().list(filter(10)).asOf()).isEqualTo(1);

    store().claim();
    assertThat(store().storage().list(filter(10)).asOf()).isEqualTo(2);
  }

  @Test
  final void countsNameEveryState() {
    assertThat(store().storage().counts()).isEqualTo(counts(Map.of()));
  }

  @Test
  final void countsFollowEveryChange() {
    TaskId upstream = store().submit(aTask().claimOrder(1));
    store().submit(aTask().dependsOn(upstream));
    store().submit(aTask().claimOrder(2));
    store().submit(aTask().claimOrder(3).project("other"));
    assertThat(store().storage().counts())
        .isEqualTo(counts(Map.of(TaskStatus.PENDING, 3L, TaskStatus.WAITING, 1L)));

    store().applied(Finishes.failed(store().claim()));
    assertThat(store().storage().counts())
        .isEqualTo(counts(Map.of(TaskStatus.PENDING, 2L, TaskStatus.FAILED, 1L, TaskStatus.SKIPPED, 1L)));

    store().claim(Claims.by("s").limit(5));
    assertThat(store().storage().counts())
        .isEqualTo(counts(Map.of(TaskStatus.RUNNING, 2L, TaskStatus.FAILED, 1L, TaskStatus.SKIPPED, 1L)));
  }

  @Test
  final void dueTasksComeEarliestFirstAndTiesById() {
    TaskId late = store().submit(aTask().delayedUntil(T.plusSeconds(2)));
    TaskId tie = store().submit(aTask().delayedUntil(T.plusSeconds(1)));
    TaskId secondTie = store().submit(aTask().delayedUntil(T.plusSeconds(1)));
    TaskId first = store().submit(aTask().delayedUntil(T));

    assertThat(due(T.plusSeconds(5), 10)).containsExactly(first, tie, secondTie, late);
    assertThat(due(T.plusSeconds(5), 2)).containsExactly(first, tie);
  }

  @Test
  final void aTaskIsDueAtItsVeryMicrosecond() {
    TaskId id = store().submit(aTask().delayedUntil(T));

    assertThat(due(T.minusNanos(1_000), 10)).isEmpty();
    assertThat(due(T, 10)).containsExactly(id);
  }

  @Test
  final void onlyWaitingTasksWithATimeAreDue() {
    TaskId moved = store().submit(aTask().delayedUntil(T));
    store().submit(aTask().dependsOn(moved));
    store().submit();
    store().applied(Moves.of(store().task(moved)).pending().unit());

    assertThat(due(T.plusSeconds(1), 10)).isEmpty();
    assertThat(store().storage().nextDue()).isEmpty();
  }

  @Test
  final void theNextDueTimeIsTheEarliest() {
    store().submit(aTask().delayedUntil(T.plusSeconds(9)));
    TaskId first = store().submit(aTask().delayedUntil(T.plusNanos(1_000)));

    assertThat(store().storage().nextDue()).contains(T.plusNanos(1_000));

    store().applied(Moves.of(store().task(first)).cancelled().unit());
    assertThat(store().storage().nextDue()).contains(T.plusSeconds(9));
  }

  private List<TaskId> due(Instant now, int limit) {
    return store().storage().due(now, limit).stream().map(Task::id).toList();
  }

  private List<TaskId> list(TaskFilter filter) {
    return store().storage().list(filter).tasks().stream().map(Task::id).toList();
  }

  private static TaskFilter filter(int limit) {
    return StorageDriver.filter(limit);
  }

  private static TaskFilter statuses(TaskStatus... statuses) {
    return new TaskFilter("default", Set.of(statuses), Map.of(), Optional.empty(), Optional.empty(), 10);
  }

  private static TaskFilter labels(Map<String, String> labels) {
    return new TaskFilter("default", Set.of(), labels, Optional.empty(), Optional.empty(), 10);
  }

  private static Map<TaskStatus, Long> counts(Map<TaskStatus, Long> some) {
    Map<TaskStatus, Long> all = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      all.put(status, some.getOrDefault(status, 0L));
    }
    return all;
  }
}
