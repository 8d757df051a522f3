package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --watch} of run, status and list. */
@Timeout(30)
class WatchTest {

  private static final String SHOW = "GET /api/v1/tasks/12";
  private static final String LIST = "GET /api/v1/tasks?limit=";
  private static final String RUNNING =
      "{'id':12,'status':'running','last_action_cache':'[tool:bash] make','attempts':1,'name':'Build'}";
  private static final String COMPLETED =
      "{'id':12,'status':'completed','final_summary':'All is well.','attempts':1,'name':'Build'}";
  private static final String GONE =
      "{'code':'task_not_found','detail':'There is no task 12.','suggestion':'See list.'}";

  @TempDir
  Path directory;

  private final StubServer server = new StubServer();
  private CommandLineFixture commandLine;

  @BeforeEach
  void start() {
    commandLine = new CommandLineFixture(directory).with(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"run --watch Fix", "status --watch 12", "wait 12"})
  void aTaskThatIsDeletedMeanwhileEndsTheWatch(String words) {
    server.on("POST /api/v1/tasks", RUNNING).thenFail(SHOW, 404, GONE, RUNNING);

    Ran ran = commandLine.run(words.split(" "));

    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.err()).contains("task 12 was deleted meanwhile").doesNotContain("goes on in the background");
  }

  @Test
  void aTaskThatWasNeverThereIsNotCalledDeleted() {
    server.fail(SHOW, 404, GONE);

    assertThat(commandLine.run("wait", "12").err()).contains("There is no task 12.");
  }

  @Test
  void statusIsDrawnInPlaceAndEndsWithTheWholeReport() {
    server.on(SHOW, RUNNING, RUNNING, COMPLETED);

    Ran ran = commandLine.onTerminal(20, 8).run("status", "12", "--watch");

    assertThat(ran.exitCode()).isZero();
    var screen = new ScreenEmulator(20, 8).print(ran.out()).lines();
    assertThat(screen.getFirst()).isEqualTo("Task 12  completed");
    assertThat(ran.out()).contains("running");
    assertThat(screen).noneMatch(line -> line.contains("running")).last().isEqualTo("All is well.");
  }

  @Test
  void statusOfAFailedTaskExitsWithItsResult() {
    server.on(SHOW, RUNNING, "{'id':12,'status':'failed','error':{'message':'No luck.'}}");

    Ran ran = commandLine.run("status", "12", "-w");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("task 12 running [tool:bash] make");
    assertThat(ran.out()).contains("No luck.");
  }

  @Test
  void listIsDrawnInPlace() {
    server.on(LIST + 50, "{'tasks':[" + RUNNING + "]}", "{'tasks':[" + COMPLETED + "]}", "{'tasks':[]}");

    Ran ran = commandLine.onTerminal(40, 8).readerLeavesAfter("completed").run("list", "--watch");

    assertThat(new ScreenEmulator(40, 8).print(ran.out()).lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("12")
        .contains("completed");
  }

  @Test
  void listThatIsPipedPrintsALineForEveryChange() {
    server.on(LIST + 50, "{'tasks':[{'id':13,'status':'pending'}," + RUNNING + "]}",
        "{'tasks':[{'id':13,'status':'pending'}," + RUNNING + "]}",
        "{'tasks':[{'id':13,'status':'pending'}," + COMPLETED + "]}");

    Ran ran = commandLine.readerLeavesAfter("All is well.").run("list", "--watch");

    assertThat(ran.lines()).hasSize(3);
    assertThat(ran.lines()).extracting(line -> line.split("\t")[0] + " " + line.split("\t")[1])
        .containsExactly("12 running", "13 pending", "12 completed");
  }

  @Test
  void listWithJsonPrintsADocumentForEveryChange() {
    server.on(LIST + 50, "{'tasks':[" + RUNNING + "]}", "{'tasks':[" + COMPLETED + "]}");

    Ran ran = commandLine.onTerminal(80).readerLeavesAfter("All is well.").run("list", "--watch", "--json");

    assertThat(ran.lines()).hasSize(2).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  @Test
  void statusWithoutTaskWatchesTheServerAndTheLatestTasks() {
    server.on(LIST + 10, "{'tasks':[" + RUNNING + "]}", "{'tasks':[" + COMPLETED + "]}")
        .on("GET /api/v1/server", "{'version':'1.2','worker':{'running':[],'max_workers':4},'tasks':{}}");

    Ran ran = commandLine.onTerminal(60).readerLeavesAfter("completed").run("status", "--watch");

    assertThat(new ScreenEmulator(60, 24).print(ran.out()).lines())
        .hasSize(5)
        .first()
        .asString()
        .startsWith("claude-worker 1.2");
  }

  @Test
  void aDumbTerminalGetsPlainLines() {
    server.on(SHOW, RUNNING, COMPLETED);

    Ran ran = commandLine.onDumbTerminal().run("status", "12", "--watch");

    assertThat(ran.out() + ran.err()).doesNotContain("\033").contains("task 12 running [tool:bash] make");
  }
}
