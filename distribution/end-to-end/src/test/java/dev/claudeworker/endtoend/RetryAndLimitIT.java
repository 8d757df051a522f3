package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.LoggedRequest;
import dev.claudeworker.stub.StubMessagesApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is worth retrying is retried in the same session; usage limits close the door for everyone and count no failure. */
class RetryAndLimitIT {

  private StubMessagesApi stub;
  private WorkerHome worker;

  @BeforeEach
  void installInAnEmptyHome() {
    stub = StubMessagesApi.start();
    worker = WorkerHome.createWithClaude(stub)
        .environment("CLAUDE_CODE_MAX_RETRIES", "0")
        .config("suspension", Map.of("first", "3s"));
  }

  @AfterEach
  void endEverything() {
    worker.close();
    stub.close();
  }

  @Test
  void transientFailureIsTriedAgainInTheSameSession() {
    long id = worker.submit("[[error 500 times=1]] [[text recovered]]");
    var task = worker.awaitStatus(id, "completed");
    assertThat(task).containsEntry("final_summary", "recovered").containsEntry("attempts", 2);
    assertThat(sessions()).hasSize(1);
  }

  @Test
  void countedFailuresEndTheTaskAndRetryStartsAnew() {
    long id = worker.submit("--retries", "1", "[[error 500]]");
    var failed = worker.awaitStatus(id, "failed");
    assertThat(failed).containsEntry("attempts", 2);
    worker.run("retry", Long.toString(id)).succeeded();
    assertThat(worker.awaitStatus(id, "failed")).containsEntry("attempts", 4);
    assertThat(sessions()).as("a fresh session for the retry by hand").hasSize(2);
  }

  @Test
  void usageLimitSuspendsTheTaskAndHoldsBackTheOthers() {
    long first = worker.submit("[[error 429 retry-after=120 times=1]] [[text after the limit]]");
    worker.awaitStatus(first, "waiting");
    assertThat(reason(worker.task(first))).isEqualTo("usage_limit");
    long second = worker.submit("[[text other]]");
    var held = worker.task(second);
    if ("pending".equals(held.get("status"))) {
      assertThat(reason(held)).isEqualTo("usage_limit");
    }
    assertThat(worker.awaitStatus(first, "completed")).containsEntry("failures", 0).containsEntry("attempts", 2);
    worker.awaitStatus(second, "completed");
    var firstRequests = stub.requests().stream().filter(LoggedRequest::isMessage).toList();
    assertThat(firstRequests).hasSize(3);
  }

  @Test
  void resumeContinuesACompletedTaskWithMoreText() {
    long id = worker.submit("[[text first answer]]");
    worker.awaitStatus(id, "completed");
    worker.run("resume", Long.toString(id), "and now [[text second answer]]").succeeded();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> "second answer".equals(worker.task(id).get("final_summary")));
    assertThat(sessions()).hasSize(1);
  }

  @Test
  void waitEndsWithTheTasksAndTellsTheirResult() {
    long good = worker.submit("[[text fine]]");
    long bad = worker.submit("--retries", "0", "[[error 400]]");
    worker.run("wait", Long.toString(good)).succeeded();
    worker.run("wait", Long.toString(good), Long.toString(bad)).failedWith(1);
  }

  private List<String> sessions() {
    return stub.requests().stream().filter(LoggedRequest::isMessage).map(LoggedRequest::session).distinct().toList();
  }

  private static Object reason(Map<String, Object> task) {
    return ((Map<?, ?>) task.get("wait_reason")).get("code");
  }
}
