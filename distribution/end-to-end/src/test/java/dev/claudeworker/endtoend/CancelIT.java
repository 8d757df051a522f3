package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.LoggedRequest;
import dev.claudeworker.stub.StubMessagesApi;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cancelled task ends with everything it started, and never starts again. */
class CancelIT {

  private StubMessagesApi stub;
  private WorkerHome worker;

  @BeforeEach
  void installInAnEmptyHome() {
    stub = StubMessagesApi.start();
    worker = WorkerHome.createWithClaude(stub);
  }

  @AfterEach
  void endEverything() {
    worker.close();
    stub.close();
  }

  @Test
  void cancelEndsTheChildAndItsTools() {
    long id = worker.submit("--allow", "Bash", "[[tool Bash {\"command\":\"tail -f /dev/null\"}]] [[text never]]");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !toolChildren().isEmpty());
    worker.run("cancel", Long.toString(id)).succeeded();
    worker.awaitStatus(id, "cancelled");
    assertThat(toolChildren()).isEmpty();
    assertThat(Processes.inDirectory(worker.work())).as("processes of the task").isEmpty();
  }

  @Test
  void cancelledTaskDoesNotStartAfterARestart() throws InterruptedException {
    worker.run("server", "start").succeeded();
    worker.run("pause").succeeded();
    long id = worker.submit("[[text never asked]]");
    assertThat(worker.task(id).toString()).contains("paused");
    worker.run("cancel", Long.toString(id)).succeeded();
    worker.run("unpause").succeeded();
    worker.run("server", "restart").succeeded();
    long other = worker.submit("[[text other]]");
    worker.awaitStatus(other, "completed");
    assertThat(worker.task(id)).containsEntry("status", "cancelled").containsEntry("attempts", 0);
    assertThat(stub.requests().stream().filter(LoggedRequest::isMessage)).hasSize(1);
  }

  @Test
  void timeoutEndsTheAttempt() {
    long id = worker.submit("--timeout", "3", "--retries", "0", "[[hang]]");
    var task = worker.awaitStatus(id, "failed");
    assertThat(task.get("error").toString()).contains("timeout");
  }

  private java.util.List<ProcessHandle> toolChildren() {
    return Processes.inDirectory(worker.work())
        .stream()
        .filter(Processes.withCommand("tail -f /dev/null")::contains)
        .toList();
  }
}
