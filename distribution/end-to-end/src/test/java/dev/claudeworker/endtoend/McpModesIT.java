package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The traps of standard input and output, for the process that passes on and for the one that is the server as well. */
class McpModesIT {

  /** A user's tool that prints where only messages may be. */
  private static final String NOISY = """
      import dev.claudeworker.spi.tool.ToolMethod;
      public class Noisy {
        @ToolMethod("Prints to standard output, and answers beyond ASCII.")
        public String noisy() { System.out.println("not a message"); return "lärm\\n\\u2028" + "x".repeat(300_000); }
        @ToolMethod("Sleeps.")
        public String sleepy() throws InterruptedException { Thread.sleep(60_000); return "awake"; }
      }
      """;

  private WorkerHome worker;

  @BeforeEach
  void installInAnEmptyHome() throws IOException {
    worker = WorkerHome.create().config("task", Map.of("executor", "shell"));
    Files.createDirectories(worker.home().resolve("tools"));
    Files.writeString(worker.home().resolve("tools/Noisy.java"), NOISY);
  }

  @AfterEach
  void endEverything() {
    worker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mcp", "mcp --standalone"})
  void nothingButMessagesComesOutEachRequestIsAnsweredOnceAndItEndsWithItsInput(String mode) {
    try (McpConversation agent = worker.converse(mode.split(" "))) {
      agent.say(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{" + McpConversation.META + "}}");
      assertThat(agent.answer(1)).contains("supportedVersions");
      agent.call(2, "create_task", "{\"execution_prompt\":\"echo done > made.txt\"}");
      assertThat(agent.answer(2)).contains("\"isError\":false");
      agent.call(3, "wait_for_task", "{\"task_id\":1,\"timeout\":30}");
      assertThat(agent.answer(3)).contains("\"status\":\"completed\"");
      assertThat(worker.work().resolve("made.txt")).as("it works where the agent works").exists();
      agent.call(4, "noisy", "{}");
      assertThat(agent.answer(4)).contains("lärm").hasSizeGreaterThan(300_000);
      agent.call(5, "sleepy", "{}");
      agent.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":5,"
          + McpConversation.META + "}}");
      agent.say("no message");
      agent.awaitLine(line -> line.contains("-32700"));

      assertThat(agent.end()).isZero();

      assertThat(agent.said).hasSize(5).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
      assertThat(agent.said).noneMatch(line -> line.contains("\"id\":5"));
    }
  }

  /** As Claude Code ends its servers. What runs in the background is told to ignore this signal, so that is taken back first. */
  @Test
  void alsoWhileACallWaitsItEndsAtAnInterruptWithSuccessAndWithoutAWord() {
    assumeThat(worker.shell("env --default-signal=INT true").exitCode()).as("GNU env is there").isZero();
    try (McpConversation agent = worker.converseAs(List.of("env", "--default-signal=INT"), "mcp", "--standalone")) {
      agent.call(1, "create_task", "{\"execution_prompt\":\"sleep 2; echo over > made.txt\"}");
      assertThat(agent.answer(1)).contains("\"isError\":false");
      agent.call(2, "wait_for_task", "{\"task_id\":1,\"timeout\":60}");

      worker.shell("kill -INT " + agent.pid()).succeeded();

      assertThat(agent.awaitExit()).isZero();
      assertThat(agent.said).as("nothing but messages").allMatch(line -> line.startsWith("{\"jsonrpc\""));
    }
    worker.run("server", "start").succeeded();
    assertThat(worker.awaitStatus(1, "completed")).containsEntry("attempts", 1);
  }

  /** A script need not wait for answers. */
  @Test
  void whatIsPipedInIsDoneInItsOrder() {
    var lines = new StringBuilder();
    for (int i = 1; i <= 5; i++) {
      String upstream = i == 1 ? "" : ",\"depends_on\":[\"step" + (i - 1) + "\"]";
      lines.append(
          "{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"tools/call\",\"params\":{\"name\":\"create_task\","
              + "\"arguments\":{\"task_identifier\":\"step" + i + "\",\"execution_prompt\":\"true\"" + upstream + "},"
              + McpConversation.META + "}}\n");
    }

    assertThat(worker.runWithInput(lines.toString(), "mcp", "--standalone").succeeded().stdout().lines())
        .hasSize(5)
        .allMatch(line -> line.contains("\"isError\":false"));
  }

  @Test
  void aloneItKeepsOthersOutEndsByASignalAndTasksGoOn() {
    long pid;
    try (McpConversation agent = worker.converse("mcp", "--standalone")) {
      agent
          .say("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
              + "\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
      assertThat(agent.answer(1)).contains("\"protocolVersion\":\"2025-11-25\"");
      agent.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      agent.say("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"create_task\","
          + "\"arguments\":{\"execution_prompt\":\"touch begun; sleep 3; echo over > made.txt\"}}}");
      assertThat(agent.answer(2)).contains("\"isError\":false");
      worker.awaitFile("begun");
      assertThat(worker.home().resolve("server.json")).as("nobody is told to listen").doesNotExist();
      worker.run("list").failedWith(3);
      assertThat(worker.run("server", "start").failedWith(3).stderr()).contains("serves an agent alone");
      pid = agent.pid();
      worker.shell("kill -TERM " + pid).succeeded();

      assertThat(agent.awaitExit()).isZero();
      assertThat(agent.said).hasSize(2).allMatch(line -> line.contains("\"id\":"));
    }
    worker.run("server", "start").succeeded();
    assertThat(worker.awaitStatus(1, "completed")).containsEntry("attempts", 1);
    var refused = worker.run("mcp", "--standalone").failedWith(6);
    assertThat(refused.stdout()).isEmpty();
    assertThat(refused.stderr()).contains("another server works in the home", "Without --standalone");
    assertThat(worker.run("mcp", "--standalone", "--proxy").failedWith(2).stderr()).contains("exclude each other");
  }
}
