package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.StubMessagesApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** Agents at work: messages over standard input, and the real program with the tools of the queue. */
class McpIT {

  private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
      + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

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

  private static String call(int id, String tool, String arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
        + "\",\"arguments\":" + arguments + "," + META + "}}\n";
  }

  @Test
  void messagesOverStandardInputStartTheServerAndTasksGoOnWhenTheAgentIsGone() {
    var result = worker.runWithInput(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{" + META + "}}\n"
            + call(2, "create_task", "{\"execution_prompt\":\"Say it [[text said]]\"}"),
        "mcp").succeeded();

    assertThat(result.stdout().lines()).as("nothing but messages").hasSize(2).allMatch(line -> line.startsWith("{"));
    assertThat(result.stdout()).contains("supportedVersions");
    assertThat(worker.awaitStatus(1, "completed")).containsEntry("final_summary", "said")
        .containsEntry("working_directory", worker.work().toString())
        .containsEntry("source", "mcp");
  }

  @Test
  void threeTasksThatDependOnEachOtherNeedNoSubmission() {
    worker.run("server", "start").succeeded();
    // One after the other, as an agent calls them: each names what it called the ones before.
    for (String arguments : List.of(
        "{\"task_identifier\":\"fetch\",\"execution_prompt\":\"[[text fetched]]\"}",
        "{\"task_identifier\":\"process\",\"execution_prompt\":\"[[text processed]]\",\"depends_on\":[\"fetch\"]}",
        "{\"task_identifier\":\"train\",\"execution_prompt\":\"[[text trained]]\",\"depends_on\":[\"process\"]}")) {
      assertThat(worker.runWithInput(call(1, "create_task", arguments), "mcp").succeeded().stdout())
          .contains("\"isError\":false");
    }

    assertThat(worker.awaitStatus(3, "completed")).containsEntry("depends_on", List.of(2));
    assertThat(worker.task(1)).containsEntry("status", "completed").containsEntry("name", "fetch");
  }

  @Test
  void theRealProgramFindsTheToolsAndUsesThemAndThoseOfTheUserOfEachKind() throws IOException {
    ToolJar.write(worker.home().resolve("plugins"));
    Path tools = Files.createDirectories(worker.home().resolve("tools"));
    Files.writeString(tools.resolve("whisper.yaml"), """
        name: whisper
        description: Says it in a command.
        input: {text: What to say.}
        command: [printf, '%s from a command', "{text}"]
        """);
    Files.writeString(tools.resolve("Mumble.java"), """
        import dev.claudeworker.spi.tool.ToolMethod;
        public class Mumble {
          @ToolMethod("Says it in Java.")
          public String mumble(String text) { return text + " from a source file"; }
        }
        """);
    worker.run("server", "start").succeeded();
    String prompt = "[[tool mcp__claude-worker__create_task {\"execution_prompt\":\"Child [[text from the child]]\"}]]"
        + "[[tool mcp__claude-worker__wait_for_task {\"task_id\":2,\"timeout\":30}]]"
        + "[[tool mcp__claude-worker__shout {\"text\":\"hey\"}]][[tool mcp__claude-worker__whisper {\"text\":\"hey\"}]]"
        + "[[tool mcp__claude-worker__mumble {\"text\":\"hey\"}]] [[text delegated]]";
    String servers = JSON.std.asString(Map.of("claude-worker", Map.of(
        "command", Installation.launcher().toString(), "args", List.of("mcp"),
        "env", Map.of("CLAUDE_WORKER_HOME", worker.home().toString(), "CLAUDE_WORKER_AOT_CACHE", "off",
            "CLAUDE_WORKER_JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString()))));

    // It waits for another task in its own directory, which would else wait for its end.
    long id = worker.submit(prompt, "--allow", "mcp__claude-worker", "--concurrency-key", "none",
        "-O", "mcp_servers=" + servers);

    assertThat(worker.awaitStatus(id, "completed")).containsEntry("final_summary", "delegated");
    assertThat(worker.awaitStatus(2, "completed")).containsEntry("final_summary", "from the child");
    assertThat(worker.run("logs", Long.toString(id), "--raw").succeeded().stdout())
        .contains("HEY from a jar", "hey from a command", "hey from a source file");
  }

  /** Everything that a task does with its own token, once, since each step needs the real program. */
  @Test
  void aRunningTaskAddsTasksToItsOrchestrationAlsoAfterTheServerWasKilled() throws IOException {
    worker.config("tools", Map.of("max_children", 2));
    worker.run("server", "start").succeeded();
    worker.submit("[[text of somebody else]]");
    String tool = "[[tool mcp__claude-worker__";
    String prompt = tool + "orchestration_status {\"orchestration_id\":1}]]"
        + "[[tool Bash {\"command\":\"touch waits; while ! test -e go; do sleep 0.1; done\",\"timeout\":60000}]]"
        + tool + "add_tasks {\"orchestration_id\":1,\"tasks\":[{\"identifier\":\"more\",\"depends_on\":[\"lead\"],"
        + "\"execution_prompt\":\"After it [[text more]]\"}]}]]"
        + tool + "create_task {\"execution_prompt\":\"Alone [[text alone]]\"}]]"
        + tool + "create_task {\"execution_prompt\":\"One too many\"}]]"
        + tool + "get_task_status {\"task_id\":1}]]"
        + tool + "add_tasks {\"orchestration_id\":9,\"tasks\":[{\"identifier\":\"x\",\"execution_prompt\":\"y\"}]}]]"
        + "[[text led]]";
    var file = worker.work().resolve("graph.json");
    Files.writeString(file, JSON.std.asString(Map.of("tasks", List.of(Map.of(
        "identifier", "lead", "execution_prompt", prompt, "executor_options",
        Map.of("allowed_tools", List.of("Bash")))))));
    worker.run("orchestrate", file.toString()).succeeded();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(worker.work().resolve("waits")));

    assertThat(Processes.withEnvironment("CLAUDE_WORKER_HOME=" + worker.home())
        .stream()
        .map(process -> process.info().commandLine().orElse(""))).noneMatch(line -> line.contains("cwt1."));
    worker.killServer();
    worker.run("server", "start").succeeded();
    Files.createFile(worker.work().resolve("go"));

    assertThat(worker.awaitStatus(2, "completed")).containsEntry("final_summary", "led");
    assertThat(worker.run("logs", "2", "--detailed").succeeded().stdout())
        .contains("has created 2 tasks", "tools.max_children", "Task 2 of orchestration 1 sees only what is its own")
        .doesNotContain("cwt1.");
    assertThat(worker.awaitStatus(3, "completed")).containsEntry("final_summary", "more")
        .containsEntry("orchestration_id", 1)
        .containsEntry("parent_task_id", 2)
        .containsEntry("submitted_by", "task-2");
    assertThat(worker.awaitStatus(4, "completed")).containsEntry("final_summary", "alone")
        .containsEntry("parent_task_id", 2);
    assertThat(worker.run("orchestration-status", "1", "--json").succeeded().json())
        .containsEntry("status", "completed")
        .containsEntry("total_tasks", 2);
    try (var files = Files.walk(worker.home())) {
      assertThat(files.filter(Files::isRegularFile).filter(one -> one.toString().matches(".*(log|json|stdout|stdin)")))
          .isNotEmpty()
          .allSatisfy(one -> assertThat(one).content(StandardCharsets.ISO_8859_1).doesNotContain("cwt1."));
    }
  }

  @Test
  void toolsAreListedAndCalledFromTheCommandLine() {
    worker.run("server", "start").succeeded();
    assertThat(worker.run("tools", "list").succeeded().stdout()).contains("create_task\tmcp-tools\t");
    assertThat(worker.run("tools", "call", "get_version").succeeded().stdout()).contains("\"version\"");
    assertThat(worker.run("tools", "call", "get_task_status", "--arg", "task_id=99").failedWith(1).stdout())
        .contains("There is no task 99");
    worker.run("tools", "new", "greet").succeeded();
    worker.run("tools", "new", "greetToo", "--kind", "java").succeeded();
    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
      assertThat(worker.run("tools", "call", "greet", "--arg", "who=Ada").stdout()).isEqualTo("Hello, Ada!\n");
      assertThat(worker.run("tools", "call", "greetToo", "--arg", "who=Ada").stdout()).isEqualTo("Hello, Ada!\n");
    });
    worker.run("tools", "new", "greet").failedWith(1);
    assertThat(worker.run("tools", "call", "create_tusk").failedWith(4).stderr()).contains("create_task");
  }
}
