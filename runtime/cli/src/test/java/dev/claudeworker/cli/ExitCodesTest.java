package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts see. */
class ExitCodesTest {

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

  @ParameterizedTest
  @CsvSource({"401, 5", "403, 5", "404, 4", "400, 1", "409, 1", "412, 1", "413, 1", "415, 1", "422, 1", "500, 1",
    "503, 1"})
  void refusalOfTheServerHasACodeAndItsWords(int status, int exitCode) {
    server.fail("GET /api/v1/tasks/7", status, "{'code':'x','detail':'It is so.','suggestion':'Do that.'}");

    Ran ran = commandLine.run("status", "7");

    assertThat(ran.exitCode()).isEqualTo(exitCode);
    assertThat(ran.err()).isEqualTo("claude-worker: It is so.\n  Do that.\n");
    assertThat(ran.out()).isEmpty();
  }

  /** With a body in streaming mode the JDK answers 401 with an exception of its own, and the words would be lost. */
  @ParameterizedTest
  @CsvSource({"POST /api/v1/tasks, run x", "POST /api/v1/tasks/7/cancel, cancel 7",
    "PATCH /api/v1/tasks/7, priority 7 5",
    "DELETE /api/v1/tasks/7, delete 7", "POST /api/v1/queue/pause, pause"})
  void aRefusedTokenIsFiveAlsoWhereSomethingIsSent(String request, String command) {
    server.fail(request, 401, "{'code':'token_wrong','detail':'It is wrong.','suggestion':'Take the right one.'}");

    Ran ran = commandLine.run(command.split(" "));

    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.err()).isEqualTo("claude-worker: It is wrong.\n  Take the right one.\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "status --nonsense", "status x", "status 0", "status -- -1", "logs", "cancel", "wait",
        "priority 1", "server nonsense", "list --limit x", "logs 1 --attempt 0", "logs 1 --summary --detailed",
        "logs 1 --stderr", "server stop --drain --force"})
  void misuseIsTwoAndPointsToTheHelp(String line) {
    Ran ran = commandLine.run(line.split(" "));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("claude-worker: ");
    assertThat(server.asked).isEmpty();
  }

  @Test
  void serverThatIsNotThereIsThree() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    Ran ran = commandLine.environment("CLAUDE_WORKER_SERVER_URL", "http://127.0.0.1:" + port).run("list");

    assertThat(ran.exitCode()).isEqualTo(3);
    // Such a server cannot be started from here.
    assertThat(ran.err()).contains("cannot be reached", "CLAUDE_WORKER_SERVER_URL names it")
        .doesNotContain("claude-worker server start");
  }

  @Test
  void aHostThatNobodyKnowsIsSaid() {
    Ran ran = commandLine.environment("CLAUDE_WORKER_SERVER_URL", "http://no..where").run("list");

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("no host 'no..where' is known");
  }

  @Test
  void noServerAtAllIsThreeAndSaysHowToStartOne() {
    Ran ran = new CommandLineFixture(directory).run("list");

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("no server is running", "claude-worker server start");
  }

  @Test
  void addressThatIsNoneIsThree() {
    Ran ran = commandLine.environment("CLAUDE_WORKER_SERVER_URL", "ftp://x y").run("list");

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("CLAUDE_WORKER_SERVER_URL");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~',
      value = {"200 | <html>", "404 | <html>", "502 |", "404 | {'message':'nope'}"})
  void somethingElseThatAnswersIsThree(int status, String body) {
    server.fail("GET /api/v1/tasks/7", status, body == null ? "" : body);

    Ran ran = commandLine.run("status", "7");

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("is not a claude-worker server");
  }

  @Test
  void ofSeveralTasksTheOthersAreStillDone() {
    server.on("POST /api/v1/tasks/1/cancel", "{'id':1,'status':'cancelled'}")
        .fail("POST /api/v1/tasks/2/cancel", 404, "{'detail':'There is no task 2.'}")
        .on("POST /api/v1/tasks/3/cancel", "{'id':3,'status':'running'}");

    Ran ran = commandLine.run("cancel", "1", "2", "3");

    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.out()).isEqualTo("Task 1 is cancelled.\nTask 3 is being ended.\n");
    assertThat(ran.err()).contains("There is no task 2.");
  }
}
