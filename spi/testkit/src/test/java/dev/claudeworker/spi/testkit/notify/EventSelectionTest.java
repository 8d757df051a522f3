package dev.claudeworker.spi.testkit.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.task.EventTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSelectionTest {

  @Test
  void anEntryIsATypeAGroupOrEverything() {
    assertThat(EventSelection.of("task.failed").contains("task.failed")).isTrue();
    assertThat(EventSelection.of("task.failed").contains("task.failed_again")).isFalse();
    assertThat(EventSelection.of("task.*").contains("task.anything")).isTrue();
    assertThat(EventSelection.of("task.*").contains("tasks.anything")).isFalse();
    assertThat(EventSelection.of("*").contains("tomorrow.something_new")).isTrue();
    assertThat(EventSelection.of().contains("task.failed")).isFalse();
  }

  @Test
  void theDefaultTellsEndsAndLimitsAndLeavesOutTheRest() {
    assertThat(List.of(EventTypes.TASK_STARTED, EventTypes.TASK_FAILED, EventTypes.GATE_CLOSED,
        "orchestration.completed")).allMatch(EventSelection.DEFAULT::contains);
    assertThat(List.of(EventTypes.TASK_SUBMITTED, EventTypes.TASK_READY, EventTypes.TASK_PRIORITY_CHANGED))
        .noneMatch(EventSelection.DEFAULT::contains);
  }

  @Test
  void whatSelectsNothingIsRefusedByName() {
    for (String entry : List.of("", "failed", "Task.failed", "task.", "*.failed", "task.fa*")) {
      assertThatThrownBy(() -> EventSelection.of(entry)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + entry + "'");
    }
  }
}
