package dev.claudeworker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.task.Priority;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClaimOrderTest {

  private static final Instant DUE = Instant.parse("2026-01-02T03:04:05.678901Z");
  private final ClaimOrder order = new ClaimOrder(Duration.ofMinutes(15), Duration.ofMinutes(1));

  @Test
  void normalPriorityIsTheTimeItself() {
    assertThat(order.of(Priority.NORMAL, DUE)).isEqualTo(DUE.toEpochMilli());
  }

  @Test
  void everyPointCountsOneStepOfTime() {
    for (int value = 0; value <= 100; value++) {
      long asIfDue = DUE.minus(Duration.ofMinutes(15).multipliedBy(value - 50)).toEpochMilli();
      assertThat(order.of(new Priority(value), DUE)).isEqualTo(asIfDue);
    }
  }

  @Test
  void higherPriorityComesFirstAmongTasksDueTogether() {
    assertThat(order.of(Priority.URGENT, DUE)).isLessThan(order.of(Priority.HIGH, DUE));
    assertThat(order.of(Priority.HIGH, DUE)).isLessThan(order.of(Priority.NORMAL, DUE));
    assertThat(order.of(Priority.NORMAL, DUE)).isLessThan(order.of(Priority.LOW, DUE));
  }

  @Test
  void nothingStarvesBecauseTheHeadStartIsBounded() {
    Instant muchLater = DUE.plus(Duration.ofHours(26));

    assertThat(order.of(new Priority(0), DUE)).isLessThan(order.of(Priority.URGENT, muchLater));
  }

  @Test
  void withoutAStepPriorityMeansNothing() {
    assertThat(new ClaimOrder(Duration.ZERO, Duration.ZERO).of(Priority.URGENT, DUE)).isEqualTo(DUE.toEpochMilli());
  }

  @Test
  void everyTaskAheadInTheOrchestrationCountsOneStep() {
    assertThat(order.of(Priority.NORMAL, DUE, 0)).isEqualTo(order.of(Priority.NORMAL, DUE));
    assertThat(order.of(Priority.NORMAL, DUE, 10_000))
        .isEqualTo(order.of(Priority.NORMAL, DUE.plus(Duration.ofMinutes(10_000))));
  }
}
