package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.StubMessagesApi;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** Handles to tasks: as durable as the tasks themselves. */
class McpHandlesIT {

  private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
      + "\"io.modelcontextprotocol/clientCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}}";

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

  private String answer(String method, String params) {
    String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params + "," + META
        + "}}\n";
    return worker.runWithInput(message, "mcp").succeeded().stdout();
  }

  /** The real program would do something that nobody has allowed; the client of the agent is asked, and its answer counts. */
  @Test
  void aTaskThatNeedsPermissionIsInputRequiredAndGoesOnWithTheAnswer() throws IOException {
    String fetch = "[[tool Bash {\\\"command\\\":\\\"curl -s http://127.0.0.1:9\\\"}]]";
    try (McpConversation agent = worker.converse("mcp")) {
      agent.say(message(1, "tools/call",
          "\"name\":\"create_task\",\"arguments\":{\"on_denied\":\"ask\",\"execution_prompt\":\""
              + fetch + fetch + "[[text fetched]]\"}"));
      String handle = handle(agent.answer(1));
      String asked = lookUntil(agent, 100, handle, "input_required");
      assertThat(asked).contains("Claude Code asks for permission: Bash curl -s http://127.0.0.1:9", "\"answer-1\"");
      assertThat(worker.task(1)).as("no slot is taken meanwhile").containsEntry("status", "waiting");

      agent.say(message(2, "tasks/update", "\"taskId\":\"" + handle
          + "\",\"inputResponses\":{\"answer-1\":{\"action\":\"accept\",\"content\":{\"confirm\":true}}}"));

      assertThat(agent.answer(2)).contains("\"resultType\":\"complete\"");
      assertThat(lookUntil(agent, 200, handle, "completed")).contains("fetched");
      assertThat(worker.task(1)).containsEntry("denied_tool_calls", 0).containsEntry("attempts", 2);
    }
  }

  private static String message(int id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params + "," + META
        + "}}";
  }

  private static String handle(String begun) throws IOException {
    return (String) ((Map<?, ?>) JSON.std.mapFrom(begun).get("result")).get("taskId");
  }

  private static String lookUntil(McpConversation agent, int firstId, String handle, String status) {
    var id = new AtomicInteger(firstId);
    return Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> {
          agent.say(message(id.incrementAndGet(), "tasks/get", "\"taskId\":\"" + handle + "\""));
          return agent.answer(id.get());
        }, answer -> answer.contains("\"status\":\"" + status + "\""));
  }

  @Test
  void aHandleIsGoodAfterTheServerWasKilled() throws IOException {
    String begun = answer("tools/call",
        "\"name\":\"create_task\",\"arguments\":{\"execution_prompt\":\"[[slow 20 0.2]]\"}");
    assertThat(begun).contains("\"resultType\":\"task\"", "\"status\":\"working\"", "Task 1 is ");
    String handle = handle(begun);
    assertThat(worker.task(1)).as("committed before it was answered").containsEntry("source", "mcp");

    assertThat(Files.readString(worker.home().resolve("claude-worker.log")))
        .as("who called what with which outcome, never with which content")
        .contains("tool create_task of mcp-tools called by")
        .doesNotContain("[[slow");

    worker.killServer();

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(answer("tasks/get", "\"taskId\":\"" + handle + "\""))
                .contains("\"status\":\"completed\"", "w18 w19", "\"isError\":false"));
    assertThat(answer("tasks/get", "\"taskId\":\"" + handle.replace("task-1", "task-2") + "\""))
        .contains("-32602");
  }
}
