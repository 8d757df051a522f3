package dev.claudeworker.worker;

import static dev.claudeworker.worker.OrchestrationFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.queue.OrchestrationQueue;
import dev.claudeworker.queue.QueueErrors;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletedOrchestrationsTest {

  @TempDir
  Path home;
  private OrchestrationFixture fixture;

  @BeforeEach
  void start() {
    fixture = new OrchestrationFixture(home);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private OrchestrationQueue queue() {
    return fixture.core.core.orchestrations();
  }

  private void assertRefused(OrchestrationId id, ErrorCode code, String message) {
    assertThatThrownBy(() -> queue().delete(id, ALICE)).isInstanceOfSatisfying(
        WorkerException.class, failure -> assertThat(failure.errorCode()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void oneThatHasEndedGoesWithItsTasks() {
    OrchestrationId id = fixture.submit(Definition.of("second: first", "first"));
    fixture.await(OrchestrationStatus.COMPLETED);
    TaskId first = fixture.id("first");

    queue().delete(id, ALICE);

    assertThat(queue().find(id)).isEmpty();
    assertThat(fixture.core.storage.find(first)).isEmpty();
    assertThat(fixture.orchestrationEvents()).endsWith(EventTypes.ORCHESTRATION_DELETED);
    assertRefused(id, QueueErrors.ORCHESTRATION_NOT_FOUND, "no orchestration");
  }

  @Test
  void oneThatRunsStays() {
    OrchestrationId id = fixture.holds("first").submit(Definition.of("second: first", "first"));
    fixture.await("first", TaskStatus.RUNNING);

    assertRefused(id, QueueErrors.ORCHESTRATION_STATE, "running");

    fixture.letGo("first");
    fixture.await(OrchestrationStatus.COMPLETED);
    assertThat(fixture.in(TaskStatus.COMPLETED)).containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void aCancelledOneGoesOnceItsLastTaskHasEnded() {
    OrchestrationId id = fixture.holds("first").submit(Definition.of("first"));
    fixture.await("first", TaskStatus.RUNNING);
    queue().cancel(id, false, ALICE);
    fixture.letGo("first");
    fixture.await("first", TaskStatus.CANCELLED);

    queue().delete(id, ALICE);

    assertThat(queue().find(id)).isEmpty();
  }
}
