package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.isRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows from an end beyond the next task: skips over many levels, late submissions, retries. */
public abstract class CascadeContract extends StorageConcern {

  /** For subclasses. */
  protected CascadeContract() {}

  @Test
  final void aSkipCascadesLevelByLevel() {
    TaskId root = store().submit();
    List<TaskId> chain = chainBelow(root, 6);
    TaskId tolerant = store().submit(aTask().dependsOn(chain.get(5), EdgeCondition.ENDED));
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.failed(store().claim()));

    assertThat(rule.calls()).hasSize(7);
    assertThat(chain).allSatisfy(id -> assertThat(store().status(id)).isEqualTo(TaskStatus.SKIPPED));
    assertThat(store().task(chain.get(0)).place().skippedBecauseOf()).contains(root);
    assertThat(store().task(chain.get(5)).place().skippedBecauseOf()).contains(chain.get(4));
    assertThat(store().task(chain.get(5)).times().ended()).isPresent();
    assertThat(store().status(tolerant)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  final void aDiamondIsSkippedOnce() {
    TaskId root = store().submit();
    TaskId left = store().submit(aTask().dependsOn(root));
    TaskId right = store().submit(aTask().dependsOn(root));
    TaskId bottom = store().submit(aTask().dependsOn(left).dependsOn(right));
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.failed(store().claim()));

    assertThat(rule.calls()).hasSize(2);
    assertThat(store().history(bottom)).containsExactly(EventTypes.TASK_SUBMITTED, EventTypes.TASK_SKIPPED);
    assertThat(store().task(bottom).place().unmet()).isZero();
  }

  @Test
  final void aVeryLongChainIsSkippedInOneGroup() {
    int length = 2_000;
    TaskId root = store().submit();
    List<TaskId> chain = chainBelow(root, length);

    GroupResult result = store().apply(Groups.of(Finishes.failed(store().claim())));

    assertThat(result.events()).hasSize(length + 1);
    assertThat(store().storage().counts())
        .containsEntry(TaskStatus.SKIPPED, (long) length)
        .containsEntry(TaskStatus.FAILED, 1L);
    assertThat(store().task(chain.get(length - 1)).place().skippedBecauseOf()).contains(chain.get(length - 2));
  }

  @Test
  final void aNewTaskWhoseParentHasEndedIsDecidedAtOnce() {
    TaskId completed = store().submit();
    store().applied(Finishes.completed(store().claim()));
    TaskId failed = store().submit();
    store().applied(Finishes.failed(store().claim()));

    TaskId released = store().submit(aTask().dependsOn(completed));
    TaskId skipped = store().submit(aTask().dependsOn(failed));
    TaskId tolerant = store().submit(aTask().dependsOn(failed, EdgeCondition.FAILED));

    assertThat(store().status(released)).isEqualTo(TaskStatus.PENDING);
    assertThat(store().history(released)).containsExactly(EventTypes.TASK_SUBMITTED, EventTypes.TASK_READY);
    assertThat(store().task(released).place().unmet()).isZero();
    assertThat(store().status(skipped)).isEqualTo(TaskStatus.SKIPPED);
    assertThat(store().status(tolerant)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  final void aNewTaskIsSkippedThoughAnotherParentHasNotEnded() {
    TaskId failed = store().submit();
    store().applied(Finishes.failed(store().claim()));
    TaskId open = store().submit();

    List<TaskId> ids = store().submit(
        List.of(
            aTask().dependsOn(open).dependsOn(failed).build(), aTask().dependsOnSubmitted(0).build()));

    assertThat(store().status(ids.get(0))).isEqualTo(TaskStatus.SKIPPED);
    assertThat(store().status(ids.get(1))).isEqualTo(TaskStatus.SKIPPED);
  }

  @Test
  final void aRetriedParentIsUnmetAgain() {
    TaskId parent = store().submit();
    TaskId other = store().submit(aTask().claimOrder(2_000));
    TaskId child =
        store().submit(aTask().dependsOn(parent, EdgeCondition.ENDED).dependsOn(other));
    store().applied(Finishes.failed(store().claim()));
    assertThat(store().task(child).place().unmet()).isEqualTo(1);

    store().applied(Moves.of(store().task(parent)).pending().unit());
    assertThat(store().task(child).place().unmet()).isEqualTo(2);

    store().claim(Claims.by(SERVER).limit(2)).forEach(claimed -> store().applied(Finishes.completed(claimed)));
    assertThat(store().task(child).place().unmet()).isZero();
    assertThat(store().status(child)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  final void aSkippedChildIsDecidedAgainAfterBothAreRetried() {
    TaskId parent = store().submit();
    TaskId child = store().submit(aTask().dependsOn(parent));
    store().applied(Finishes.failed(store().claim()));

    store().applied(
        Moves.of(store().task(parent)).pending().unit(),
        Moves.of(store().task(child)).waiting(WaitReason.DEPENDENCY, Optional.empty()).unit());
    assertThat(store().task(child).place().skippedBecauseOf()).isEmpty();
    store().applied(Finishes.completed(store().claim()));

    assertThat(store().status(child)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  final void whatTheRuleThrowsLeavesNoTrace() {
    TaskId root = store().submit();
    chainBelow(root, 2);
    ClaimedTask claimed = store().claim();
    String before = store().snapshot();
    RecordingRule rule = new RecordingRule();
    DownstreamRule broken = dependents -> {
      if (!rule.calls().isEmpty()) {
        throw new IllegalStateException("thrown by the test");
      }
      return rule.decide(dependents);
    };

    assertThatThrownBy(
        () -> store().apply(Groups.of(broken, Groups.submit(aTask()), Finishes.failed(claimed))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("thrown by the test");

    assertThat(store().snapshot()).isEqualTo(before);
    store().applied(Finishes.failed(claimed));
  }

  @Test
  final void aDeletedDependentIsForgotten() {
    TaskId parent = store().submit();
    TaskId child = store().submit(aTask().dependsOn(parent));
    store().applied(Moves.of(store().task(child)).cancelled().unit());
    store().applied(new Unit.Delete(child, Drafts.event(EventTypes.TASK_DELETED)));
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.completed(store().claim()));

    assertThat(rule.calls()).isEmpty();
    store().applied(new Unit.Delete(parent, Drafts.event(EventTypes.TASK_DELETED)));
  }

  @Test
  final void aTaskIsNotDeletedUnderItsDependents() {
    TaskId parent = store().submit();
    TaskId other = store().submit(aTask().claimOrder(2_000));
    TaskId child = store().submit(aTask().dependsOn(parent).dependsOn(other));
    store().applied(Finishes.completed(store().claim()));
    Unit delete = new Unit.Delete(parent, Drafts.event(EventTypes.TASK_DELETED));

    isRefused(store().apply(delete), Refusal.STATE_CHANGED);
    store().applied(Moves.of(store().task(child)).cancelled().unit());
    store().applied(delete);

    assertThat(store().task(child).place().dependsOn()).containsExactly(other);
    assertThat(store().task(child).place().unmet()).isEqualTo(1);
  }

  private List<TaskId> chainBelow(TaskId root, int length) {
    List<NewTask> tasks = new ArrayList<>();
    for (int index = 0; index < length; index++) {
      Upstream upstream = index == 0 ? new Upstream.Existing(root) : new Upstream.InSubmission(index - 1);
      tasks.add(aTask().dependsOn(new Dependency(upstream, EdgeCondition.COMPLETED)).build());
    }
    return store().submit(tasks);
  }
}
