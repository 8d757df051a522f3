package dev.claudeworker.spi.testkit.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.testkit.NewTasks;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationTest {

  @Test
  void theHeadlineNamesTaskEventAndTitle() {
    assertThat(Notifications.of(EventTypes.TASK_STARTED).headline()).isEqualTo("Task 7 started: Tidy up");
    assertThat(Notifications.of(EventTypes.TASK_CANCELLED).headline()).isEqualTo("Task 7 cancelled: Tidy up");
    assertThat(Notifications.of(EventTypes.TASK_RETRY_SCHEDULED).headline())
        .isEqualTo("Task 7 retry scheduled: Tidy up");
  }

  @Test
  void withoutATitleThePromptIsTheTitle() {
    Notification notification = Notifications.of(EventTypes.TASK_FAILED, NewTasks.aTask().prompt("Fix\nall of it"));

    assertThat(notification.headline()).isEqualTo("Task 7 failed: Fix all of it");
  }

  @Test
  void detailsAreWhatCameOutOfIt() {
    assertThat(Notifications.of(EventTypes.TASK_COMPLETED).details()).isEqualTo("All is tidy now.");
    assertThat(Notifications.of(EventTypes.TASK_FAILED).details()).isEqualTo("Three tests failed.\nLook at the log.");
    assertThat(Notifications.of(EventTypes.TASK_STARTED).details()).isEmpty();
  }

  @Test
  void gatesAreToldWithTheirReason() {
    JsonObject gate = JsonObject.EMPTY.with("scope", "account")
        .with("key", "claude-cli/default")
        .with("code", "usage_limit")
        .with("until", "2026-01-02T05:00:00Z");

    Notification closed = Notifications.withoutTask(EventTypes.GATE_CLOSED, gate);

    assertThat(closed.headline()).isEqualTo("Tasks of claude-cli/default are held back: usage limit");
    assertThat(closed.details()).isEqualTo("Until 2026-01-02T05:00:00Z");
    assertThat(Notifications.withoutTask(EventTypes.GATE_OPENED, gate).headline())
        .isEqualTo("Tasks of claude-cli/default go on: usage limit is over");
    assertThat(Notifications.withoutTask(EventTypes.GATE_CLOSED, JsonObject.EMPTY).headline())
        .isEqualTo("Tasks are held back: gate");
  }

  @Test
  void orchestrationsAreToldWithTheirCounts() {
    Notification failed =
        Notifications.ofOrchestration(EventTypes.ORCHESTRATION_FAILED, OrchestrationStatus.FAILED);

    assertThat(failed.headline()).isEqualTo("Orchestration 3 failed: Release");
    assertThat(failed.details()).isEqualTo("Tasks: 2 completed, 1 failed, 1 skipped");
  }

  @Test
  void unknownEventsAreToldInTheirOwnWord() {
    assertThat(Notifications.withoutTask("tomorrow.something_new", JsonObject.EMPTY).headline())
        .isEqualTo("claude-worker: something new");
    assertThat(Notifications.of("task.something_new").headline()).isEqualTo("Task 7 something new: Tidy up");
  }

  @Test
  void aTestSaysThatItIsOne() {
    assertThat(Notifications.test().isTest()).isTrue();
    assertThat(Notifications.test().headline()).contains("test notification");
    assertThat(Notifications.of(EventTypes.TASK_FAILED).isTest()).isFalse();
  }

  @Test
  void textsAreShortAndWithoutControlCharacters() {
    NewTasks task = NewTasks.aTask().name("\u001b[31m" + "😀".repeat(500) + "\u2028\r\n");
    String headline = Notifications.of(EventTypes.TASK_STARTED, task).headline();

    assertThat(headline).hasSizeLessThanOrEqualTo(Notification.MAX_HEADLINE_LENGTH).doesNotContainPattern("\\p{Cntrl}");
    assertThat(headline.codePoints()).as("no half characters").noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
    String longType = "task." + "x".repeat(500);
    assertThat(List.of(Notifications.of(longType).headline(), Notifications.of(longType).details()))
        .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(Notification.MAX_HEADLINE_LENGTH));
  }
}
