package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.dag.TaskCounts;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.OrchestrationMoves;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Counts of an orchestration are always true, and the rule is asked what follows from them. */
public abstract class ProgressContract extends StorageConcern {

  /** For subclasses. */
  protected ProgressContract() {}

  @Test
  final void countsFollowEveryTask() {
    OrchestrationId id = submit(
        anOrchestration().submit(
            aTask().named("a").claimOrder(1),
            aTask().named("b").claimOrder(2),
            aTask().named("c").dependsOnSubmitted(0),
            aTask().named("d").dependsOnSubmitted(1)));
    assertThat(counts(id)).isEqualTo(new TaskCounts(2, 2, 0, 0, 0, 0, 0));

    List<ClaimedTask> running = store().claim(Claims.by(SERVER).limit(2));
    assertThat(counts(id)).isEqualTo(new TaskCounts(0, 2, 2, 0, 0, 0, 0));

    store().applied(Finishes.completed(running.get(0)), Finishes.failed(running.get(1)));
    assertThat(counts(id)).isEqualTo(new TaskCounts(1, 0, 0, 1, 1, 1, 0));

    store().applied(Moves.of(store().task(named(id, "c"))).cancelled().unit());
    assertThat(counts(id)).isEqualTo(new TaskCounts(0, 0, 0, 1, 1, 1, 1));
  }

  @Test
  final void aDeletedTaskIsNotCountedAnyMore() {
    OrchestrationId id = submit(anOrchestration().submit(aTask().named("a"), aTask().named("b")));
    store().applied(Moves.of(store().task(named(id, "b"))).cancelled().unit());

    store().applied(new Unit.Delete(named(id, "b"), Drafts.event(EventTypes.TASK_DELETED)));

    assertThat(counts(id)).isEqualTo(new TaskCounts(1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  final void aLostLeaseChangesNoCounts() {
    OrchestrationId id = submit(anOrchestration().submit(aTask().named("a"), aTask().named("b").dependsOnSubmitted(0)));
    ClaimedTask claimed = store().claim();
    Orchestration before = store().orchestration(id);

    store().apply(Finishes.completed(LeaseContract.withToken(claimed, UUID.randomUUID())));

    assertThat(store().orchestration(id)).isEqualTo(before);
  }

  @Test
  final void aRepeatedFinishCountsOnce() {
    OrchestrationId id = submit(anOrchestration().submit(aTask().named("a"), aTask().named("b").dependsOnSubmitted(0)));
    Unit finish = Finishes.completed(store().claim());
    store().applied(finish);

    store().apply(finish);

    assertThat(counts(id)).isEqualTo(new TaskCounts(1, 0, 0, 1, 0, 0, 0));
  }

  @Test
  final void theFirstClaimStartsTheOrchestration() {
    OrchestrationId id = submit(anOrchestration().submit(aTask().named("a"), aTask().named("b")));
    assertThat(store().orchestration(id).status()).isEqualTo(OrchestrationStatus.PENDING);

    ClaimedTask claimed = store().claim();

    Orchestration started = store().orchestration(id);
    assertThat(started.status()).isEqualTo(OrchestrationStatus.RUNNING);
    assertThat(started.times().started()).isEqualTo(claimed.task().times().started());
    assertThat(store().events()).extracting(TaskEvent::type)
        .endsWith(EventTypes.TASK_STARTED, EventTypes.ORCHESTRATION_STARTED);
  }

  @Test
  final void theLastEndCompletesIt() {
    OrchestrationId id = submit(anOrchestration().timeout(Duration.ofHours(1))
        .submit(
            aTask().named("a"), aTask().named("b").dependsOnSubmitted(0)));
    store().applied(Finishes.completed(store().claim()));
    assertThat(store().orchestration(id).status()).isEqualTo(OrchestrationStatus.RUNNING);

    store().applied(Finishes.completed(store().claim()));

    Orchestration ended = store().orchestration(id);
    assertThat(ended.status()).isEqualTo(OrchestrationStatus.COMPLETED);
    assertThat(ended.times().ended()).contains(SettableClock.START);
    assertThat(ended.times().deadline()).isEmpty();
    assertThat(store().events().getLast()).satisfies(event -> {
      assertThat(event.type()).isEqualTo(EventTypes.ORCHESTRATION_COMPLETED);
      assertThat(event.task()).isEmpty();
      assertThat(event.orchestration()).contains(id);
    });
  }

  @Test
  final void theLastTwoTasksEndingAtOnceEndTheOrchestrationOnce() throws Exception {
    for (int round = 0; round < 25; round++) {
      OrchestrationId id = submit(anOrchestration().submit(
          aTask().named("a"), aTask().named("b"), aTask().named("c").dependsOnSubmitted(0).dependsOnSubmitted(1)));
      List<ClaimedTask> parents = store().claim(Claims.by(SERVER).limit(2));

      Race.run(2, runner -> () -> store().apply(Groups.of(Finishes.completed(parents.get(runner)))));
      assertThat(counts(id)).isEqualTo(new TaskCounts(1, 0, 0, 2, 0, 0, 0));
      store().applied(Finishes.completed(store().claim()));

      assertThat(store().orchestration(id).status()).isEqualTo(OrchestrationStatus.COMPLETED);
      assertThat(store().history(named(id, "c"))).filteredOn(EventTypes.TASK_READY::equals).hasSize(1);
      assertThat(store().events()).filteredOn(event -> event.orchestration().equals(Optional.of(id)))
          .filteredOn(event -> event.type().equals(EventTypes.ORCHESTRATION_COMPLETED))
          .hasSize(1);
    }
  }

  @Test
  final void aFailureIsToleratedByTheEdgeItMeets() {
    OrchestrationId tolerated = submit(anOrchestration().submit(
        aTask().named("a"), aTask().named("b").dependsOn(edge(EdgeCondition.ENDED))));
    OrchestrationId skipped = submit(anOrchestration().submit(
        aTask().named("a"), aTask().named("b").dependsOn(edge(EdgeCondition.COMPLETED))));
    OrchestrationId alone = submit(anOrchestration().submit(aTask().named("a")));
    List<ClaimedTask> first = store().claim(Claims.by(SERVER).limit(3));
    first.forEach(claimed -> store().applied(Finishes.failed(claimed)));
    store().applied(Finishes.completed(store().claim()));

    assertThat(store().orchestration(tolerated).status()).isEqualTo(OrchestrationStatus.COMPLETED);
    assertThat(store().orchestration(skipped).status()).isEqualTo(OrchestrationStatus.FAILED);
    assertThat(store().orchestration(alone).status()).isEqualTo(OrchestrationStatus.FAILED);
  }

  @Test
  final void untoleratedFailuresAreThoseThatNoEdgeExpected() {
    OrchestrationId id = submit(anOrchestration().submit(
        aTask().named("a"),
        aTask().named("b").dependsOn(edge(EdgeCondition.ENDED)),
        aTask().named("c").dependsOn(edge(EdgeCondition.COMPLETED))));
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.failed(store().claim()));

    assertThat(rule.untolerated()).containsExactly(1L);
    assertThat(rule.settled()).singleElement().satisfies(asked -> {
      assertThat(asked.id()).isEqualTo(id);
      assertThat(asked.counts()).isEqualTo(new TaskCounts(1, 0, 0, 0, 1, 1, 0));
    });
  }

  @Test
  final void theRuleIsAskedOnceForEachTouchedOrchestration() {
    OrchestrationId first = submit(anOrchestration().submit(aTask().named("a"), aTask().named("b")));
    OrchestrationId second = submit(anOrchestration().submit(aTask().named("a")));
    submit(anOrchestration().submit(aTask().named("untouched").claimOrder(9_999)));
    store().submit(aTask().claimOrder(1));
    List<ClaimedTask> running = store().claim(Claims.by(SERVER).limit(4));
    RecordingRule rule = new RecordingRule();

    store().applied(rule, running.stream().map(Finishes::completed).toArray(Unit[]::new));

    assertThat(rule.settled()).extracting(Orchestration::id).containsExactly(first, second);
  }

  @Test
  final void aGroupWithoutOrchestrationsAsksNothing() {
    store().submit();
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.completed(store().claim()), Groups.submit(aTask()));

    assertThat(rule.settled()).isEmpty();
  }

  @Test
  final void aDependentKnowsItsOrchestration() {
    OrchestrationId id = submit(anOrchestration().submit(
        aTask().named("a"), aTask().named("b").dependsOnSubmitted(0), aTask().named("c").claimOrder(2_000)));
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.completed(store().claim()));

    assertThat(rule.asked()).singleElement().satisfies(asked -> {
      assertThat(asked.orchestration().map(Orchestration::id)).contains(id);
      assertThat(asked.orchestration().map(Orchestration::counts)).contains(new TaskCounts(1, 1, 0, 1, 0, 0, 0));
    });
  }

  @Test
  final void anEdgeKnowsWhatHappensWhenItIsBroken() {
    Dependency held = new Dependency(new Upstream.InSubmission(0), EdgeCondition.COMPLETED, IfBroken.HOLD);
    OrchestrationId id = submit(anOrchestration().submit(aTask().named("a"), aTask().named("b").dependsOn(held)));
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.failed(store().claim()));

    assertThat(rule.asked()).singleElement()
        .satisfies(asked -> assertThat(asked.resolved()).singleElement()
            .satisfies(edge -> assertThat(edge.ifBroken()).isEqualTo(IfBroken.HOLD)));
    assertThat(counts(id).waiting()).isEqualTo(1);
  }

  @Test
  final void aMoveOfAnotherOrchestrationIsAnErrorOfTheRule() {
    OrchestrationId one = submit(anOrchestration().submit(aTask().named("a")));
    OrchestrationId other = submit(anOrchestration().submit(aTask().named("a")));
    String before = store().graphSnapshot();
    OrchestrationMove move = OrchestrationMoves.of(store().orchestration(other)).paused().build();
    RecordingRule wrong = new RecordingRule(progress -> Optional.of(move));
    Unit touch = Moves.of(store().task(named(one, "a"))).cancelled().unit();
    Group group = Groups.of(wrong, touch);

    assertThatThrownBy(() -> store().apply(group)).isInstanceOf(IllegalStateException.class);

    assertThat(store().graphSnapshot()).isEqualTo(before);
  }

  private static Dependency edge(EdgeCondition on) {
    return new Dependency(new Upstream.InSubmission(0), on);
  }

  private OrchestrationId submit(Unit.Submit submission) {
    Applied applied = store().submitGraph(submission);
    return applied.orchestration().orElseThrow();
  }

  private TaskCounts counts(OrchestrationId id) {
    return store().orchestration(id).counts();
  }

  private TaskId named(OrchestrationId id, String identifier) {
    return store().named(id, identifier);
  }
}
