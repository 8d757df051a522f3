package dev.claudeworker.worker;

import static dev.claudeworker.worker.Requests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.task.TaskStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCoreTest {

  @TempDir
  Path home;

  @Test
  void submittedTaskRunsAndItsResultIsStored() {
    try (var fixture = CoreFixture.started(home)) {
      fixture.executor.then(ScriptedExecutor.completed("forty-two"));

      var task = fixture.run(aRequest().build());

      assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
      assertThat(fixture.queue().result(task.id()).orElseThrow().text()).isEqualTo("forty-two");
      assertThat(fixture.eventTypes(task.id())).containsExactly("task.submitted", "task.started", "task.completed");
    }
  }
}
