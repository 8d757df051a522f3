package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.StubMessagesApi;
import java.io.IOException;
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
  void theRealProgramFindsTheToolsAndUsesThem() throws IOException {
    worker.run("server", "start").succeeded();
    String prompt = "[[tool mcp__claude-worker__create_task {\"execution_prompt\":\"Child [[text from the child]]\"}]]"
        + "[[tool mcp__claude-worker__wait_for_task {\"task_id\":2,\"timeout\":30}]] [[text delegated]]";
    String servers = JSON.std.asString(Map.of("claude-worker", Map.of(
        "command", Installation.launcher().toString(), "args", List.of("mcp"),
        "env", Map.of("CLAUDE_WORKER_HOME", worker.home().toString(), "CLAUDE_WORKER_AOT_CACHE", "off",
            "CLAUDE_WORKER_JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString()))));

    // It waits for another task in its own directory, which would else wait for its end.
    long id = worker.submit(prompt, "--allow", "mcp__claude-worker", "--concurrency-key", "none",
        "-O", "mcp_servers=" + servers);

    assertThat(worker.awaitStatus(id, "completed")).containsEntry("final_summary", "delegated");
    assertThat(worker.awaitStatus(2, "completed")).containsEntry("final_summary", "from the child");
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
