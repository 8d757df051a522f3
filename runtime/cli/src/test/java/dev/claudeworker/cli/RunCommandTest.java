package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {

  private static final String SUBMIT = "POST /api/v1/tasks";
  private static final String SHOW = "GET /api/v1/tasks/12";
  private static final String PENDING = "{'id':12,'status':'pending','attempts':0}";

  @TempDir
  Path directory;

  private final StubServer server = new StubServer();
  private CommandLineFixture commandLine;

  @BeforeEach
  void submitIsAnswered() {
    server.on(SUBMIT, PENDING);
    commandLine = new CommandLineFixture(directory).with(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void argumentIsThePrompt() {
    assertThat(commandLine.run("run", "Fix it").exitCode()).isZero();
    assertThat(prompt()).isEqualTo("Fix it");
  }

  @Test
  void existingFileGivesItsContent() throws IOException {
    Files.writeString(directory.resolve("task.md"), "From the file ✓");

    commandLine.run("run", "task.md");

    assertThat(prompt()).isEqualTo("From the file ✓");
  }

  @Test
  void pipedTextIsThePrompt() {
    commandLine.piped("From the pipe").run("run");

    assertThat(prompt()).isEqualTo("From the pipe");
  }

  @Test
  void argumentAndPipedTextAreJoined() {
    commandLine.piped("+ a line\n").run("run", "Review these changes");

    assertThat(prompt()).isEqualTo("Review these changes\n\n+ a line\n");
  }

  @Test
  void emptyPipeAddsNothing() {
    commandLine.piped("").run("run", "Fix it");

    assertThat(prompt()).isEqualTo("Fix it");
  }

  @Test
  void promptMayBeginWithDashesAfterTheSeparator() {
    commandLine.run("run", "--", "--help is unclear");

    assertThat(prompt()).isEqualTo("--help is unclear");
  }

  @Test
  void withoutPromptNothingIsSent() {
    Ran ran = commandLine.piped("  \n").run("run");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no prompt", "claude-worker run \"...\"");
    assertThat(server.asked).isEmpty();
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    Files.createFile(directory.resolve("task.md"));

    Ran ran = commandLine.run("run", "task.md");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("task.md is empty");
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    Ran ran = commandLine.piped(new byte[] {'a', (byte) 0xff}).run("run");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("the piped text is not UTF-8", "iconv");
  }

  @Test
  void severalWordsWithoutQuotesAreRefusedWithAHint() {
    Ran ran = commandLine.run("run", "Fix", "it");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("one argument too many: 'it'", "quotes");
  }

  @Test
  void requestCarriesDirectoryAndUuidTwice() {
    commandLine.run("run", "Fix it");

    var asked = server.only("POST");
    JsonObject body = asked.json();
    assertThat(Fields.textOrEmpty(body, "working_directory")).isEqualTo(directory.toString());
    assertThat(Fields.textOrEmpty(body, "source")).isEqualTo("cli");
    String uuid = Fields.textOrEmpty(body, "uuid");
    assertThat(UUID.fromString(uuid).version()).isEqualTo(4);
    assertThat(asked.headers().get("Idempotency-key")).containsExactly(uuid);
  }

  @ParameterizedTest
  @CsvSource({"sub, sub", "./sub/../other, other", "~/in-home, in-home"})
  void directoryIsMadeAbsolute(String given, String expected) {
    commandLine.run("run", "--dir", given, "Fix it");

    assertThat(Fields.textOrEmpty(sent(), "working_directory")).isEqualTo(directory.resolve(expected).toString());
  }

  @Test
  void harmlessVariablesAreSentAndSecretsAreNot() {
    commandLine
        .environment("PATH", "/bin")
        .environment("LC_ALL", "C.UTF-8")
        .environment("VIRTUAL_ENV", "/venv")
        .environment("ANTHROPIC_API_KEY", "secret-one")
        .environment("NODE_AUTH_TOKEN", "secret-two")
        .environment("MY_VARIABLE", "mine")
        .environment("DATABASE_URL", "postgres://u:p@h/d")
        .run("run", "Fix it");

    JsonObject sent = Fields.object(sent(), "environment");
    assertThat(sent.members().keySet()).containsExactlyInAnyOrder("HOME", "LC_ALL", "PATH", "VIRTUAL_ENV");
    assertThat(server.only("POST").body()).doesNotContain("secret-one", "secret-two", "postgres");
  }

  @Test
  void furtherVariablesCanBeAllowedButNotSecrets() {
    commandLine
        .environment("CLAUDE_WORKER_ENVIRONMENT_ALLOW", "MY_*, OTHER")
        .environment("MY_VARIABLE", "mine")
        .environment("MY_TOKEN", "secret-two")
        .run("run", "Fix it");

    assertThat(Fields.object(sent(), "environment").members().keySet()).contains("MY_VARIABLE")
        .doesNotContain("MY_TOKEN");
  }

  @Test
  void everyOptionReachesTheRequest() {
    commandLine.run(
        "run", "--model", "opus", "--system", "Be brief", "--name", "Title", "--label", "a=b", "--label", "c=d=e",
        "--priority", "urgent", "--timeout", "1h30m", "--retries", "0", "--max-cost", "1.5", "--depends-on", "3,#4",
        "--executor", "claude-cli", "--permission-mode", "plan", "--allow", "Bash(npm test)", "--allow", "Read",
        "--deny", "Write", "--on-denied", "fail", "--max-turns", "7", "Fix it");

    JsonObject sent = sent();
    assertThat(Fields.textOrEmpty(sent, "model")).isEqualTo("opus");
    assertThat(Fields.textOrEmpty(sent, "system_prompt")).isEqualTo("Be brief");
    assertThat(Fields.textOrEmpty(sent, "name")).isEqualTo("Title");
    assertThat(Fields.object(sent, "labels").toString()).contains("a", "b", "c", "d=e");
    assertThat(Fields.count(sent, "priority")).isEqualTo(100);
    assertThat(Fields.count(sent, "timeout_seconds")).isEqualTo(5400);
    assertThat(Fields.count(Fields.object(sent, "retry"), "attempts")).isEqualTo(1);
    assertThat(Fields.number(sent, "max_cost_usd").orElseThrow()).isEqualByComparingTo("1.5");
    assertThat(Fields.texts(sent, "depends_on")).containsExactly("3", "4");
    assertThat(Fields.textOrEmpty(sent, "executor")).isEqualTo("claude-cli");
    JsonObject options = Fields.object(sent, "executor_options");
    assertThat(Fields.textOrEmpty(options, "permission_mode")).isEqualTo("plan");
    assertThat(Fields.texts(options, "allowed_tools")).containsExactly("Bash(npm test)", "Read");
    assertThat(Fields.texts(options, "disallowed_tools")).containsExactly("Write");
    assertThat(Fields.textOrEmpty(options, "on_denied")).isEqualTo("fail");
    assertThat(Fields.count(options, "max_turns")).isEqualTo(7);
  }

  @Test
  void optionsThatAreNotGivenAreLeftToTheServer() {
    commandLine.run("run", "Fix it");

    assertThat(sent().members().keySet())
        .containsExactlyInAnyOrder("working_directory", "environment", "source", "execution_prompt", "uuid");
  }

  @Test
  void theFileOfTheProjectSetsWhatIsNotGiven() throws IOException {
    Files.createFile(directory.resolve(ProjectDefaults.FILE));
    Path inside = Files.createDirectories(directory.resolve("a/b"));

    commandLine.run("run", "--dir", inside.toString(), "Fix it");

    assertThat(Fields.textOrEmpty(sent(), "model")).isEqualTo("haiku");
    assertThat(Fields.count(sent(), "timeout_seconds")).isEqualTo(60);
    assertThat(Fields.count(Fields.object(sent(), "retry"), "attempts")).isEqualTo(5);
    assertThat(Fields.textOrEmpty(Fields.object(sent(), "labels"), "team")).isEqualTo("web");
    assertThat(Fields.textOrEmpty(Fields.object(sent(), "executor_options"), "permission_mode")).isEqualTo("plan");
  }

  @Test
  void flagsWinOverTheFileOfTheProject() throws IOException {
    Files.createFile(directory.resolve(ProjectDefaults.FILE));

    commandLine.run("run", "--model", "opus", "--timeout", "5", "--retries", "0", "--label", "a=b", "--permission-mode",
        "acceptEdits", "Fix it");

    assertThat(Fields.textOrEmpty(sent(), "model")).isEqualTo("opus");
    assertThat(Fields.count(sent(), "timeout_seconds")).isEqualTo(5);
    assertThat(Fields.object(sent(), "retry").toString()).contains("none").contains("attempts=JsonNumber[value=1]");
    assertThat(Fields.object(sent(), "labels").members().keySet()).containsExactlyInAnyOrder("team", "a");
    assertThat(Fields.textOrEmpty(Fields.object(sent(), "executor_options"), "permission_mode"))
        .isEqualTo("acceptEdits");
  }

  @Test
  void aProjectsPermissionsAreNothingForAnotherExecutor() throws IOException {
    Files.createFile(directory.resolve(ProjectDefaults.FILE));

    commandLine.run("run", "--executor", "shell", "make");

    assertThat(sent().get("executor_options")).isEmpty();
  }

  @Test
  void executorOptionMayBeTextListOrObject() {
    commandLine.run("run", "-O", "one=a=b", "-O", "list=x", "-O", "list=y", "-Ojson=[1,\"two\"]", "-O", "odd=[not json",
        "Fix it");

    JsonObject options = Fields.object(sent(), "executor_options");
    assertThat(Fields.textOrEmpty(options, "one")).isEqualTo("a=b");
    assertThat(Fields.texts(options, "list")).containsExactly("x", "y");
    assertThat(Fields.texts(options, "json")).containsExactly("1", "two");
    assertThat(Fields.textOrEmpty(options, "odd")).isEqualTo("[not json");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
    "--priority | 101    | '101' is not a priority",
    "--timeout  | soon   | 'soon' is not a time",
    "--retries  | -1     | not a whole number, 0 to 99",
    "--retries  | many   | 'many' is not a whole number",
    "--label    | alone  | alone",
    "-O         | alone  | 'alone' is not KEY=VALUE",
    "--depends-on | x    | 'x' is not the number of a task"})
  void wrongOptionIsRefusedBeforeAnythingIsSent(String option, String value, String message) {
    Ran ran = commandLine.run("run", option, value, "Fix it");

    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).contains(message);
    assertThat(server.asked).isEmpty();
  }

  @Test
  void onATerminalAPersonIsToldWhatToDoNext() {
    Ran ran = commandLine.onTerminal(80).run("run", "Fix it");

    assertThat(ran.out()).isEqualTo("Task 12 is pending.\n");
    assertThat(ran.err()).contains("claude-worker logs 12 --follow");
  }

  @Test
  void aProgramGetsTheBareNumber() {
    assertThat(commandLine.run("run", "Fix it").out()).isEqualTo("12\n");
  }

  @Test
  void jsonIsTheServersDocument() {
    assertThat(commandLine.run("run", "--json", "Fix it").out())
        .isEqualTo("{\"id\":12,\"status\":\"pending\",\"attempts\":0}\n");
  }

  @Test
  void watchEndsWithTheResultOnStandardOutput() {
    server.on(SHOW, "{'id':12,'status':'running','last_action_cache':'[tool:bash] make test','attempts':1}",
        "{'id':12,'status':'completed','final_summary':'All is well.','attempts':1}");

    Ran ran = commandLine.run("run", "--watch", "Fix it");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).isEqualTo("All is well.\n");
    assertThat(ran.err()).contains("task 12 pending", "task 12 running [tool:bash] make test", "task 12 completed");
  }

  @ParameterizedTest
  @CsvSource({"failed", "cancelled", "skipped"})
  void watchEndsWhateverTheResultAndExitsWithIt(String status) {
    server.on(SHOW, "{'id':12,'status':'" + status + "','error':{'message':'No luck.','suggestion':'Try harder.'}}");

    Ran ran = commandLine.run("run", "--watch", "Fix it");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("Task 12 " + status + ": No luck.", "Try harder.");
  }

  @Test
  void deniedToolCallsAreShownWithTheResult() {
    server.on(SHOW, "{'id':12,'status':'completed','final_summary':'Done.','denied_tool_calls':2,"
        + "'usage':{'cost_usd':0.1234,'turns':3}}");

    Ran ran = commandLine.run("run", "--watch", "Fix it");

    assertThat(ran.err()).contains("2 tool calls were denied", "--allow", "3 turns", "$0.12");
  }

  @Test
  void watchOnATerminalKeepsItsProgressOnOneLine() {
    server.on(SHOW, "{'id':12,'status':'running','last_action_cache':'a long action that does not fit the line'}",
        "{'id':12,'status':'completed','final_summary':'Done.'}");

    Ran ran = commandLine.onTerminal(30).run("run", "--watch", "Fix it");

    assertThat(ran.err()).contains("Task 12 pending", "Task 12 running a long");
    assertThat(new ScreenEmulator(30, 24).print(ran.err()).lines()).containsExactly("task 12 completed");
    assertThat(ran.out()).isEqualTo("Done.\n");
  }

  @Test
  void watchWithJsonPrintsALineForEveryChange() {
    server.on(SHOW, PENDING, "{'id':12,'status':'running'}", "{'id':12,'status':'failed'}");

    Ran ran = commandLine.run("run", "--watch", "--json", "Fix it");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.lines()).extracting(line -> line.replaceAll(".*status\":\"([a-z]+).*", "$1"))
        .containsExactly("pending", "running", "failed");
  }

  @Test
  void refusedTaskShowsEveryProblem() {
    server.fail(SUBMIT, 400, "{'code':'invalid_request','detail':'2 problems','suggestion':'Correct them.',"
        + "'errors':[{'pointer':'/executor','detail':'there is no executor.'},{'pointer':'/model','detail':'is odd.'}]}");

    Ran ran = commandLine.run("run", "Fix it");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo(
        "claude-worker: --executor: there is no executor.\n  --model: is odd.\n  Correct that and try again.\n");
  }

  @ParameterizedTest
  @CsvSource({"/working_directory, --dir", "/timeout_seconds, --timeout", "/depends_on/0, --depends-on",
    "/executor_options/permission_mode, --permission-mode", "/executor_options/allowed_tools/1, --allow",
    "/executor_options/comand, -O comand", "/retry/attempts, --retries", "/execution_prompt, execution_prompt"})
  void whatIsRefusedIsNamedAsItWasTyped(String pointer, String typed) {
    server.fail(SUBMIT, 422, "{'detail':'x','errors':[{'pointer':'" + pointer + "','detail':'is odd.'}]}");

    assertThat(commandLine.run("run", "Fix it").err()).startsWith("claude-worker: " + typed + ": is odd.\n");
  }

  @Test
  void controlCharactersOfTheServerCannotSteerTheTerminal() {
    server.on(SHOW, "{'id':12,'status':'completed','final_summary':'\\u001b]0;owned\\u0007 text'}");

    assertThat(commandLine.run("run", "--watch", "Fix it").out()).doesNotContain("\033").contains("text");
  }

  private String prompt() {
    return Fields.textOrEmpty(sent(), "execution_prompt");
  }

  private JsonObject sent() {
    return server.only("POST").json();
  }
}
