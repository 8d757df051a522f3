package dev.claudeworker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.NewTasks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommitQueueTest {

  private final CommitQueue queue = new CommitQueue();

  private static Commit about(long task) {
    var lease = new Lease(new TaskId(task), 1, UUID.randomUUID(), Instant.EPOCH);
    return new FutureCommit(new Unit.SaveResumeReference(lease, "session"));
  }

  private static Commit submission(UUID uuid, Optional<IdempotencyKey> key) {
    return new FutureCommit(new Unit.Submit(List.of(NewTasks.aTask().uuid(uuid).build()), key));
  }

  private void add(Commit... commits) {
    List.of(commits).forEach(queue::add);
  }

  @Test
  void groupHasNoMoreUnitsThanItsBound() {
    var first = about(1);
    var second = about(2);
    var third = about(3);
    add(first, second, third);

    assertThat(queue.take(2)).containsExactly(first, second);
    assertThat(queue.take(2)).containsExactly(third);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void secondUnitAboutATaskWaitsAndKeepsItsOrder() {
    var first = about(1);
    var again = about(1);
    var andAgain = about(1);
    var other = about(2);
    add(first, again, andAgain, other);

    assertThat(queue.take(10)).containsExactly(first, other);
    assertThat(queue.take(10)).containsExactly(again);
    assertThat(queue.take(10)).containsExactly(andAgain);
  }

  @Test
  void repeatedSubmissionWaitsForTheAnswerToTheFirst() {
    var uuid = UUID.randomUUID();
    var key = Optional.of(new IdempotencyKey("default", "key", "hash"));
    var first = submission(uuid, key);
    var sameKey = submission(UUID.randomUUID(), key);
    var sameUuid = submission(uuid, Optional.empty());
    var other = submission(UUID.randomUUID(), Optional.empty());
    add(first, sameKey, sameUuid, other);

    assertThat(queue.take(10)).containsExactly(first, other);
    assertThat(queue.take(10)).containsExactly(sameKey, sameUuid);
  }

  @Test
  void largeSubmissionTravelsAlone() {
    var before = about(1);
    var large = new FutureCommit(new Unit.Submit(NewTasks.tasks(1_001), Optional.empty()));
    var notLarge = new FutureCommit(new Unit.Submit(NewTasks.tasks(1_000), Optional.empty()));
    var after = about(2);
    add(before, large, notLarge, after);

    assertThat(queue.take(10)).containsExactly(before);
    assertThat(queue.take(10)).containsExactly(large);
    assertThat(queue.take(10)).containsExactly(notLarge, after);
  }

  @Test
  void whatIsPutBackComesFirst() {
    var first = about(1);
    var second = about(2);
    add(first, second);
    var group = queue.take(10);
    var later = about(3);
    add(later);

    queue.putBack(group);

    assertThat(queue.take(10)).containsExactly(first, second, later);
  }
}
