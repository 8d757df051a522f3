package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrchestrationCommandsTest {

  private static final String SUBMIT = "POST /api/v1/orchestrations";
  private static final String SHOW = "GET /api/v1/orchestrations/3";

  @TempDir
  Path directory;

  private final StubServer server = new StubServer();
  private CommandLineFixture commandLine;

  @BeforeEach
  void start() throws IOException {
    commandLine = new CommandLineFixture(directory).with(server);
    Files.writeString(directory.resolve("workflow.yaml"), "tasks:\n  - name: fetch\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String task(int id, String identifier, String status, String more) {
    return "{'task_id':" + id + ",'identifier':'" + identifier + "','status':'" + status + "'"
        + (more.contains("cost_usd") ? "" : ",'cost_usd':0") + more + "}";
  }

  private static String orchestration(String status, int completed, int failed, String... tasks) {
    return "{'orchestration_id':3,'id':3,'name':'nightly','status':'" + status + "','total_tasks':" + tasks.length
        + ",'completed_tasks':" + completed + ",'failed_tasks':" + failed
        + ",'started_at':'" + CommandLineFixture.NOW.minusSeconds(30) + "','tasks':[" + String.join(",", tasks) + "]}";
  }

  private static final String RUNNING = orchestration(
      "running", 1, 0,
      task(7, "fetch", "completed", ",'cost_usd':0.25"),
      task(8, "process", "running", ",'depends_on':['fetch'],'last_action_cache':'[tool:bash] make'"),
      task(9, "train", "waiting", ",'depends_on':['process'],'wait_reason':{'code':'dependency','details':{}}"));

  private static final String COMPLETED = orchestration(
      "completed", 3, 0,
      task(7, "fetch", "completed", ""), task(8, "process", "completed", ",'depends_on':['fetch']"),
      task(9, "train", "completed", ",'depends_on':['process']"));

  @Test
  void aFileIsSentAsItIsWithThisDirectory() {
    server.on(SUBMIT, RUNNING);

    Ran ran = commandLine.run("orchestrate", "workflow.yaml");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).isEqualTo("3\n");
    var sent = server.only("POST").json();
    assertThat(sent.text("definition")).contains("tasks:\n  - name: fetch\n");
    assertThat(sent.text("base_directory")).contains(directory.toString());
    assertThat(sent.text("source")).contains("cli");
  }

  @Test
  void aPersonIsToldWhatWasStored() {
    server.on(SUBMIT, RUNNING);

    Ran ran = commandLine.onTerminal(80).piped("{}").run("orchestrate", "-");

    assertThat(ran.out()).isEqualTo("Orchestration 3 with 3 tasks is stored.\n");
    assertThat(ran.err()).contains("orchestration-status 3 --watch");
    assertThat(server.only("POST").json().text("definition")).contains("{}");
  }

  @Test
  void aMissingFileIsTold() {
    Ran ran = commandLine.run("orchestrate", "nothing.json");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no file " + directory.resolve("nothing.json"));
  }

  @Test
  void everyProblemOfADefinitionIsPrinted() {
    server.fail(SUBMIT, 422, "{'code':'invalid_request','detail':'The request has 2 problems.','suggestion':'Correct.',"
        + "'errors':[{'pointer':'/tasks/0','detail':'is bad.'},{'pointer':'/tasks/1','detail':'is worse.'}]}");

    Ran ran = commandLine.run("orchestrate", "workflow.yaml");

    assertThat(ran.exitCode()).isNotZero();
    assertThat(ran.err()).contains("tasks/0: is bad.", "tasks/1: is worse.");
  }

  @Test
  void aDryRunPrintsThePlan() {
    server.on(SUBMIT + "?dry_run=true",
        "{'valid':true,'total_tasks':3,'levels':[['a'],['b','c']],'critical_path':['a','b'],'width':2}");

    Ran ran = commandLine.run("orchestrate", "workflow.yaml", "--dry-run");

    assertThat(ran.lines()).containsExactly(
        "3 tasks in 2 levels, at most 2 at once", "Level 0: a", "Level 1: b, c", "Longest chain: a → b");
  }

  @Test
  void waitingPrintsEveryChangeAndExitsWithTheResult() {
    server.on(SUBMIT, RUNNING).on(SHOW, RUNNING, COMPLETED);

    Ran ran = commandLine.run("orchestrate", "workflow.yaml", "--wait", "--poll-interval", "0");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.lines()).containsExactly(
        "fetch\tcompleted\t", "process\trunning\t[tool:bash] make", "train\twaiting\tafter process",
        "process\tcompleted\t", "train\tcompleted\t", "orchestration\tcompleted\t3/3");
  }

  @Test
  void aFailedOrchestrationExitsWithOne() {
    server.on(SHOW, orchestration("failed", 0, 1, task(7, "fetch", "failed", ",'error_message':'no network'")));

    Ran ran = commandLine.run("orchestration-status", "3", "--watch");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.lines()).contains("fetch\tfailed\tno network");
  }

  @Test
  void theGraphIsShownByLevelWithABar() {
    server.on(SHOW, RUNNING);

    Ran ran = commandLine.onTerminal(100).run("orchestration-status", "3");

    assertThat(ran.lines()).containsExactly(
        "Orchestration 3 (nightly) is running",
        "████████░░░░░░░░░░░░░░░░ 1/3 · 30s · $0.25 · about 1m 00s left",
        "Level 0", "  ✓ fetch    $0.25",
        "Level 1", "  ▶ process  [tool:bash] make",
        "Level 2", "  ◌ train    after process");
  }

  @Test
  void whileItRunsTheGraphIsDrawnAgain() {
    server.on(SHOW, RUNNING, COMPLETED);

    Ran ran = commandLine.onTerminal(100).run("orchestration-status", "3", "--watch", "--poll-interval", "0");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("\033[").contains("▶ process").endsWith("  ✓ train\n");
  }

  @Test
  void graphsAreDrawnForOtherPrograms() {
    server.on(SHOW, RUNNING);

    assertThat(commandLine.run("orchestration-status", "3", "--dot").out())
        .startsWith("digraph orchestration_3 {")
        .contains("\"fetch\" -> \"process\";", "fillcolor=lightskyblue");
    assertThat(commandLine.run("orchestration-status", "3", "--mermaid").out())
        .startsWith("flowchart LR\n")
        .contains("  t7 --> t8\n", "t8[\"process: running\"]:::running");
    assertThat(commandLine.run("orchestration-status", "3", "--json").out()).contains("\"identifier\":\"train\"");
  }

  @Test
  void orchestrationsAreListed() {
    server.on("GET /api/v1/orchestrations?limit=10&status=running", "{'orchestrations':[" + RUNNING + "]}");

    assertThat(commandLine.run("list-orchestrations", "--status", "running").lines())
        .containsExactly("3\trunning\t1\t3\tnightly");
    assertThat(commandLine.onTerminal(80).run("list-orchestrations", "--status", "running").lines())
        .containsExactly("ID    STATUS      TASKS       CREATED     NAME",
            "3     running     1/3                     nightly");
  }

  @Test
  void anOrchestrationIsCancelled() {
    server.on("POST /api/v1/orchestrations/3/cancel",
        "{'orchestration_id':3,'status':'cancelled','running_tasks':2}")
        .fail("POST /api/v1/orchestrations/4/cancel", 409,
            "{'code':'orchestration_state','detail':'It is completed.'}");

    Ran ran = commandLine.run("cancel-orchestration", "3", "4");

    assertThat(ran.lines()).containsExactly("Orchestration 3 is cancelled; 2 running tasks are being ended.");
    assertThat(ran.err()).contains("It is completed.");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void aTaskSaysOfWhichGraphItIs() {
    server.on("GET /api/v1/tasks/8", "{'id':8,'status':'running','orchestration_id':3,'identifier':'process'}");

    assertThat(commandLine.run("status", "8").out()).contains("task 'process' of orchestration 3");
  }

  @Test
  void aBatchIsHandedOverAtOnce() throws IOException {
    Files.writeString(directory.resolve("tasks.jsonl"), """
        {"execution_prompt": "one"}

        {"execution_prompt": "two", "model": "opus", "working_directory": "sub"}
        """);
    server.on("POST /api/v1/tasks/batch", "{'tasks':[{'id':5,'status':'pending'},{'id':6,'status':'pending'}]}");

    Ran ran = commandLine.run("run", "--batch", "tasks.jsonl", "--model", "haiku", "--concurrency-key", "none");

    assertThat(ran.lines()).containsExactly("5", "6");
    var tasks = server.only("POST").json().get("tasks").orElseThrow().toString();
    assertThat(tasks).contains("one", "two", "opus", "haiku", directory.resolve("sub").toString());
  }

  @Test
  void aBatchThatIsNoneIsRefusedWithItsLine() throws IOException {
    Files.writeString(directory.resolve("bad.jsonl"), "{}\nnonsense\n");

    Ran ran = commandLine.run("run", "--batch", "bad.jsonl");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("line 2 is not JSON");
    assertThat(commandLine.run("run", "--batch", "bad.jsonl", "prompt").err()).contains("exclude each other");
  }

  @Test
  void aLargeGraphIsGroupedWithoutRecursion() {
    List<MemberDocument> chain = IntStream.range(0, 10_000)
        .mapToObj(i -> task(i + 1, "t" + i, "pending", i == 0 ? "" : ",'depends_on':['t" + (i - 1) + "']"))
        .map(text -> new MemberDocument(
            (JsonObject) Json.parse(text.replace('\'', '"'))))
        .collect(Collectors.toList());

    assertThat(GraphLevels.of(chain)).hasSize(10_000);
  }

  @Test
  void anOrchestrationIsPausedLetGoOnRetriedAndDeleted() {
    server.on("POST /api/v1/orchestrations/3/pause", orchestration("paused", 0, 0));
    server.on("POST /api/v1/orchestrations/3/unpause", orchestration("running", 0, 0));
    server.on("POST /api/v1/orchestrations/3/retry", orchestration("running", 0, 0));
    server.on("DELETE /api/v1/orchestrations/3", "{}");

    assertThat(commandLine.run("pause-orchestration", "3").out()).isEqualTo("Orchestration 3 is paused.\n");
    assertThat(commandLine.run("unpause-orchestration", "3").out()).isEqualTo("Orchestration 3 is running.\n");
    assertThat(commandLine.run("retry-orchestration", "3", "--json").out()).contains("\"status\":\"running\"");
    assertThat(commandLine.run("delete-orchestration", "3").out()).isEqualTo("Orchestration 3 is deleted.\n");
  }

  @Test
  void aHeldTaskIsReleased() {
    server.on("POST /api/v1/tasks/12/release", "{'task_id':12,'id':12,'status':'pending'}");

    assertThat(commandLine.run("release", "12").out()).isEqualTo("Task 12 is pending.\n");
  }

  @Test
  void whyAnOrchestrationIsNotDeletedIsTold() {
    server.fail("DELETE /api/v1/orchestrations/3", 409, "{'code':'orchestration_state','detail':'It is running.'"
        + ",'suggestion':'Cancel it.'}");

    Ran ran = commandLine.run("delete-orchestration", "3");

    assertThat(ran.exitCode()).isNotZero();
    assertThat(ran.err()).contains("It is running.", "Cancel it.");
  }
}
