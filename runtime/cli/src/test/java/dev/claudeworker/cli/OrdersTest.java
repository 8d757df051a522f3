package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that tell the server to do something, and those that wait. */
class OrdersTest {

  @TempDir
  Path directory;

  private final StubServer server = new StubServer();
  private CommandLineFixture commandLine;

  @BeforeEach
  void serverIsNamed() {
    commandLine = new CommandLineFixture(directory).with(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void cancelAsksPolitelyUnlessForced() {
    server.on("POST /api/v1/tasks/7/cancel", "{'id':7,'status':'cancelled'}");

    commandLine.run("cancel", "7");
    assertThat(server.only("POST").body()).isEqualTo("{}");

    server.asked.clear();
    commandLine.run("cancel", "7", "--force");
    assertThat(server.only("POST").body()).isEqualTo("{\"force\":true}");
  }

  @Test
  void retryStartsAnewUnlessAskedToContinue() {
    server.on("POST /api/v1/tasks/7/retry", "{'id':7,'status':'pending'}");

    assertThat(commandLine.run("retry", "7").out()).isEqualTo("Task 7 is pending again.\n");
    assertThat(server.only("POST").body()).isEqualTo("{\"fresh\":true}");

    server.asked.clear();
    commandLine.run("retry", "7", "--continue");
    assertThat(server.only("POST").body()).isEqualTo("{\"fresh\":false}");
  }

  @Test
  void resumeSendsArgumentAndPipedText() {
    server.on("POST /api/v1/tasks/7/resume", "{'id':7,'status':'pending'}");

    commandLine.piped("the review").run("resume", "7", "Do what it asks");

    assertThat(server.only("POST").body()).isEqualTo("{\"text\":\"Do what it asks\\n\\nthe review\"}");
  }

  @Test
  void resumeWithoutTextJustGoesOn() {
    server.on("POST /api/v1/tasks/7/resume", "{'id':7,'status':'pending'}");

    assertThat(commandLine.run("resume", "7").exitCode()).isZero();
    assertThat(server.only("POST").body()).isEqualTo("{}");
  }

  @Test
  void priorityIsAWordOrANumber() {
    server.on("PATCH /api/v1/tasks/7", "{'id':7,'priority':75}");

    Ran ran = commandLine.run("priority", "7", "high");

    assertThat(ran.out()).as(ran.err()).isEqualTo("Task 7 has priority 75.\n");
    assertThat(server.only("PATCH").body()).isEqualTo("{\"priority\":75}");
    assertThat(commandLine.run("priority", "7", "soon").exitCode()).isEqualTo(2);
  }

  @Test
  void refusalOfAChangeHasItsCode() {
    server.fail("PATCH /api/v1/tasks/7", 404, "{'detail':'There is no task 7.'}");

    Ran ran = commandLine.run("priority", "7", "high");

    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.err()).contains("There is no task 7.");
  }

  @Test
  void deleteSaysWhatIsGone() {
    server.on("DELETE /api/v1/tasks/7", "");

    assertThat(commandLine.run("delete", "7").out()).isEqualTo("Task 7 is deleted.\n");
  }

  @Test
  void pauseAndUnpauseTellTheQueue() {
    server.on("POST /api/v1/queue/pause", "{}").on("POST /api/v1/queue/unpause", "{}");

    assertThat(commandLine.run("pause").out()).contains("paused", "claude-worker unpause");
    assertThat(commandLine.run("unpause").exitCode()).isZero();
  }

  @Test
  void waitEndsWhenAllHaveEnded() {
    server.on("GET /api/v1/tasks/1", "{'id':1,'status':'running'}", "{'id':1,'status':'completed'}")
        .on("GET /api/v1/tasks/2", "{'id':2,'status':'completed','denied_tool_calls':1}");

    Ran ran = commandLine.run("wait", "1", "2");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.lines()).containsExactly("Task 2 completed (1 denied tool calls)", "Task 1 completed");
  }

  @Test
  void waitTellsAFailureByItsExitCode() {
    server.on("GET /api/v1/tasks/1", "{'id':1,'status':'failed','error_message':'No luck.'}")
        .on("GET /api/v1/tasks/2", "{'id':2,'status':'completed'}");

    Ran ran = commandLine.run("wait", "1", "2");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("Task 1 failed: No luck.");
  }

  @Test
  void waitForAnyEndsWithTheFirst() {
    server.on("GET /api/v1/tasks/1", "{'id':1,'status':'running'}")
        .on("GET /api/v1/tasks/2", "{'id':2,'status':'running'}", "{'id':2,'status':'completed'}");

    Ran ran = commandLine.run("wait", "--any", "1", "2");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.lines()).containsExactly("Task 2 completed");
  }

  @Test
  void waitGivesUpAfterItsTimeout() {
    server.on("GET /api/v1/tasks/1", "{'id':1,'status':'running'}");
    var seconds = new AtomicInteger();
    Instant start = CommandLineFixture.NOW;

    Ran ran = commandLine.clock(() -> start.plusSeconds(seconds.getAndAdd(30))).run("wait", "1", "--timeout", "1m");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("not all of the tasks ended in time");
  }

  @Test
  void waitForATaskThatIsNotThereIsFour() {
    assertThat(commandLine.run("wait", "1").exitCode()).isEqualTo(4);
  }

  @Test
  void serverCommandsLeaveANamedServerAlone() {
    for (String command : new String[] {"start", "stop", "restart"}) {
      Ran ran = commandLine.run("server", command);

      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).contains("CLAUDE_WORKER_SERVER_URL");
    }
  }

  @Test
  void healthIsOneWhenTheServerCannotWork() {
    server.fail("GET /health", 503, "{'status':'unavailable','reason':'The disk is full.'}");

    Ran ran = commandLine.run("server", "health");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("The disk is full.");
  }
}
