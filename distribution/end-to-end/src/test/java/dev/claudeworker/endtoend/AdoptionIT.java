package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.LoggedRequest;
import dev.claudeworker.stub.StubMessagesApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Children outlive the server: it can crash, be killed or be upgraded, and the paid work goes on. */
class AdoptionIT {

  /** Works until the test lets it go on. */
  private static final String UNTIL_LET_GO =
      "[[tool Bash {\"command\":\"until [ -e go ]; do sleep 0.1; done\"}]] [[text the end]]";

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
  void runningChildIsAdoptedAfterTheServerWasKilled() throws InterruptedException {
    long id = submitAndAwaitRequest();
    long child = claudePid();
    worker.killServer();
    assertThat(ProcessHandle.of(child)).as("the child lives on").get().matches(ProcessHandle::isAlive);
    worker.run("server", "start").succeeded();
    letGo();
    assertThat(worker.awaitStatus(id, "completed")).containsEntry("final_summary", "the end")
        .containsEntry("attempts", 1);
    assertThat(messages()).as("asked the model no more often than one run does").isEqualTo(2);
    assertThat(events(id)).containsOnlyOnce("task.completed").containsOnlyOnce("task.adopted");
  }

  @Test
  void resultOfAChildThatEndedWhileNoServerRanIsRecorded() throws InterruptedException {
    long id = submitAndAwaitRequest();
    long child = claudePid();
    worker.killServer();
    letGo();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ProcessHandle.of(child).isEmpty());
    worker.run("server", "start").succeeded();
    assertThat(worker.awaitStatus(id, "completed")).containsEntry("attempts", 1);
  }

  @Test
  void cleanStopLeavesRunningChildrenAlone() throws InterruptedException {
    long id = submitAndAwaitRequest();
    long child = claudePid();
    worker.run("server", "stop").succeeded();
    assertThat(ProcessHandle.of(child)).get().matches(ProcessHandle::isAlive);
    worker.run("server", "start").succeeded();
    letGo();
    assertThat(worker.awaitStatus(id, "completed")).containsEntry("attempts", 1);
  }

  @Test
  void lostAttemptIsContinuedInTheSameClaudeSession() throws InterruptedException {
    long id = worker.submit("[[tool Bash {\"command\":\"echo first\"}]] [[hang times=1]] [[text after the crash]]");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> messages() >= 2);
    worker.killServer();
    worker.processes().forEach(ProcessHandle::destroyForcibly);
    Processes.inDirectory(worker.work()).forEach(ProcessHandle::destroyForcibly);
    stub.releaseHanging();
    worker.run("server", "start").succeeded();
    var task = worker.awaitStatus(id, "completed");
    assertThat(task).containsEntry("attempts", 2).containsEntry("failures", 0);
    assertThat(stub.requests().stream().filter(LoggedRequest::isMessage).map(LoggedRequest::session).distinct())
        .as("one session for both attempts")
        .hasSize(1);
  }

  private long submitAndAwaitRequest() throws InterruptedException {
    long id = worker.submit("--allow", "Bash", UNTIL_LET_GO);
    assertThat(stub.awaitRequest(LoggedRequest::isMessage, Duration.ofSeconds(30))).isPresent();
    return id;
  }

  private void letGo() {
    try {
      Files.createFile(worker.work().resolve("go"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long messages() {
    return stub.requests().stream().filter(LoggedRequest::isMessage).count();
  }

  private long claudePid() {
    var children = Processes.withCommand(Installation.claude().toString())
        .stream()
        .filter(process -> Processes.inDirectory(worker.work()).contains(process))
        .toList();
    assertThat(children).as("running claude").isNotEmpty();
    return children.getLast().pid();
  }

  private List<String> events(long id) {
    return ((List<?>) worker.get("/api/v1/tasks/" + id + "/events").get("events")).stream()
        .map(event -> ((Map<?, ?>) event).get("type").toString())
        .toList();
  }
}
