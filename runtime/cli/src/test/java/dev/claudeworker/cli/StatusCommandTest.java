package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

  private static final String SERVER =
      """
          {'version':'0.1.0','pid':99,'home':'/h','started_at':'2026-03-04T13:00:00Z','trouble':null,
           'worker':{'max_workers':4,'auto':true,'running':[{'task_id':1}],'trouble':'The disk is full.'},
           'tasks':{'pending':2,'running':1,'completed':0},
           'storage':{'kind':'h2','details':{'path':'/h/data'}},
           'gates':[{'scope':'executor','key':'claude-cli/default','code':'usage_limit','until':'2026-03-04T17:00:00Z'}]}""";

  @TempDir
  Path directory;

  private final StubServer server = new StubServer();
  private CommandLineFixture commandLine;

  @BeforeEach
  void serverAnswers() {
    commandLine = new CommandLineFixture(directory).with(server).onTerminal(80);
    server.on("GET /api/v1/server", SERVER).on("GET /api/v1/tasks?limit=10", "{'tasks':[{'id':3,'status':'running'}]}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void taskIsShownWithAllThatMatters() {
    server.on("GET /api/v1/tasks/7",
        """
            {'id':7,'status':'failed','name':'Tests','execution_prompt':'Fix\\nall','working_directory':'/w','executor':'claude-cli',
             'model':'sonnet','priority':50,'labels':{'a':'b'},'depends_on':[3,4],'created_at':'2026-03-04T14:00:00Z',
             'started_at':'2026-03-04T14:30:00Z','ended_at':'2026-03-04T14:31:05Z','attempts':3,'failures':2,
             'last_action_cache':'[tool:bash] make','error':{'code':'timeout','message':'It took too long.',
             'suggestion':'Say claude-worker resume ID.'},'denied_tool_calls':0,
             'usage':{'turns':2,'cost_usd':0.0012,'input_tokens':1200,'output_tokens':90,'cpu_seconds':1.5,
             'peak_memory_bytes':209715200}}""");

    Ran ran = commandLine.run("status", "7");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.lines().getFirst()).isEqualTo("Task 7  failed  Tests");
    assertThat(ran.out()).containsSubsequence(
        "Prompt", "Fix\n               all", "Directory    /w", "Executor     claude-cli, sonnet", "Labels       a=b",
        "Depends on   3, 4", "1h ago", "Runtime      1m 05s", "Attempts     3 (2 failures)",
        "2 turns · $0.0012 · 1.2k tokens in, 90 out · processor 1.5s · memory 200 MB",
        "Error        It took too long.", "Code         timeout", "Try this     Say claude-worker resume 7.");
  }

  @Test
  void waitingTaskSaysWhyAndUntilWhen() {
    server.on("GET /api/v1/tasks/7", "{'id':7,'status':'waiting','wait_reason':{'code':'usage_limit',"
        + "'until':'2026-03-04T17:00:00Z','details':{'account':'default','said':'limit reached'}}}");

    assertThat(commandLine.run("status", "7").out())
        .contains("usage limit until", "(in 2h)", "account: default, said: limit reached");
  }

  @Test
  void unknownWaitReasonIsShownAsItIs() {
    server.on("GET /api/v1/tasks/7", "{'id':7,'status':'pending','wait_reason':{'code':'lunch_break'}}");

    assertThat(commandLine.run("status", "7").out()).contains("lunch break");
  }

  @Test
  void deniedToolCallsStandBesideTheResult() {
    server.on("GET /api/v1/tasks/7", "{'id':7,'status':'completed','final_summary':'Done.','denied_tool_calls':1}");

    assertThat(commandLine.run("status", "7").out()).contains("1 tool call was denied", "Done.");
  }

  @Test
  void withoutNumberTheServerAndTheLatestTasksAreShown() {
    Ran ran = commandLine.run("status");

    assertThat(ran.out()).contains(
        "claude-worker 0.1.0 at " + server.url() + " · up 2h 00m", "1 of 4 slots busy (auto) · 2 pending, 1 running",
        "Held back (claude-cli/default): usage limit until", "Trouble: The disk is full.", "3   running");
  }

  @Test
  void serverStatusSaysWhereThingsAre() {
    server.on("GET /api/v1/plugins", "{'plugins':[]}");

    assertThat(commandLine.run("server", "status").out())
        .contains("Process  99", "Home     /h", "Storage  h2", "path: /h/data");
  }

  @Test
  void serverStatusNamesPluginsThatAreNotUsedAndWhy() {
    server.on(
        "GET /api/v1/plugins",
        "{'plugins':[{'file':'/h/plugins/good.jar','error':null},"
            + "{'file':'/h/plugins/torn.jar','error':{'message':'It is no jar.','suggestion':'Copy it again.'}}]}");

    assertThat(commandLine.run("server", "status").out())
        .contains("Not used /h/plugins/torn.jar: It is no jar. Copy it again.")
        .doesNotContain("good.jar");
  }

  @Test
  void jsonKeepsWhatIsNotKnownHere() {
    server.on("GET /api/v1/tasks/7", "{'id':7,'new_field':{'a':[1,2.50,true,null]}}");

    assertThat(new CommandLineFixture(directory).with(server).run("status", "7", "--json").out())
        .isEqualTo("{\"id\":7,\"new_field\":{\"a\":[1,2.50,true,null]}}\n");
  }
}
