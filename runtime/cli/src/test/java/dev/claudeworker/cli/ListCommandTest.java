package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCommandTest {

  private static final String LIST = "GET /api/v1/tasks?limit=50";
  private static final String TASKS = """
      {'tasks':[
        {'id':1234,'status':'running','execution_prompt':'Fix\\nthe tests','created_at':'2026-03-04T14:58:00Z',
         'last_action_cache':'[tool:bash] make test'},
        {'id':9,'status':'waiting','execution_prompt':'Later','created_at':'2026-03-04T10:00:00Z',
         'wait_reason':{'code':'usage_limit','until':'2026-03-04T17:00:00Z'}},
        {'id':8,'status':'completed','name':'A name','execution_prompt':'x','created_at':'2026-03-01T10:00:00Z',
         'final_summary':'Done.','denied_tool_calls':1,'usage':{'cost_usd':0.5}}],
       'next_cursor':null,'as_of':7}""";

  @TempDir
  Path directory;

  private final StubServer server = new StubServer();
  private CommandLineFixture commandLine;

  @BeforeEach
  void listIsAnswered() {
    server.on(LIST, TASKS);
    commandLine = new CommandLineFixture(directory).with(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPersonGetsATable() {
    Ran ran = commandLine.onTerminal(100).run("list");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.lines().get(0)).matches("ID +STATUS +CREATED +TASK +REMARK");
    assertThat(ran.lines().get(1)).matches("1234 +running +2m ago +Fix the tests +\\[tool:bash] make test");
    assertThat(ran.lines().get(2)).contains("waiting", "5h ago", "usage limit until");
    assertThat(ran.lines().get(3)).contains("A name", "1 denied! $0.50 Done.");
  }

  @Test
  void aRefusedFilterIsNamedAsTheOptionItIs() {
    server.fail("GET /api/v1/tasks?limit=50&status=runing", 400, "{'code':'invalid_request','detail':'1 problem',"
        + "'suggestion':'Correct it.','errors':[{'pointer':'?status','detail':'is no state.'}]}");

    Ran ran = commandLine.run("list", "--status", "runing");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("claude-worker: --status: is no state.");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 35, 50, 71, 72, 80, 200})
  void noLineIsWiderThanTheTerminal(int columns) {
    Ran ran = commandLine.onTerminal(columns).run("list");

    assertThat(ran.lines()).hasSize(4).allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(columns));
    assertThat(ran.out()).contains("1234");
  }

  @Test
  void aProgramGetsTabsAndWholeTexts() {
    Ran ran = commandLine.run("list");

    assertThat(ran.lines()).hasSize(3);
    assertThat(ran.lines().getFirst().split("\t"))
        .containsExactly("1234", "running", "2026-03-04T14:58:00Z", "Fix the tests", "[tool:bash] make test");
  }

  @Test
  void coloursAreOnlyForTerminalsThatWantThem() {
    assertThat(commandLine.onColourTerminal(80).run("list").out()).contains("\033[36mrunning");
    assertThat(commandLine.onTerminal(80).run("list").out()).doesNotContain("\033");
  }

  @Test
  void jsonIsOneDocument() {
    Ran ran = commandLine.run("list", "--json");

    assertThat(ran.lines()).hasSize(1);
    assertThat(ran.out()).startsWith("{\"tasks\":[{\"id\":1234,").contains("\"next_cursor\":null", "\"as_of\":7");
  }

  @Test
  void jsonForAPersonIsIndented() {
    assertThat(commandLine.onTerminal(80).run("list", "--json").lines().get(1)).isEqualTo("  \"tasks\": [");
  }

  @Test
  void filtersAreParametersOfTheQuery() {
    server.on("GET /api/v1/tasks?limit=5&status=running%2Cfailed&label=a%3Db+c&executor=shell&name=A+B",
        "{'tasks':[]}");

    Ran ran = commandLine.run("list", "--limit", "5", "--status", "running,failed", "--label", "a=b c", "--executor",
        "shell", "--name", "A B");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
  }

  @Test
  void pagesAreReadUntilTheLimit() {
    server.on("GET /api/v1/tasks?limit=1000", "{'tasks':[{'id':3},{'id':2}],'next_cursor':'c+1'}")
        .on("GET /api/v1/tasks?limit=1000&cursor=c%2B1", "{'tasks':[{'id':1}],'next_cursor':null}");

    Ran ran = commandLine.run("list", "--limit", "1002");

    assertThat(ran.lines()).extracting(line -> line.split("\t")[0]).containsExactly("3", "2", "1");
  }

  @Test
  void emptyListSaysHowToBegin() {
    server.on(LIST, "{'tasks':[]}");

    assertThat(commandLine.onTerminal(80).run("list").err()).contains("claude-worker run");
    assertThat(commandLine.run("list").out()).isEmpty();
  }

  @Test
  void limitBelowOneIsRefused() {
    assertThat(commandLine.run("list", "--limit", "0").exitCode()).isEqualTo(2);
  }
}
