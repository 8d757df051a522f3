package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.claudeworker.RestClient.Answer;
import dev.claudeworker.mcp.ToolRunner;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import dev.claudeworker.spi.tool.WorkerApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the conformance suite does not look at. */
@Timeout(60)
class McpIT {

  private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
      + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);

  @TempDir
  private Path home;

  private RestFixture server;
  private RestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
    client = new RestClient(server.port);
    server.tools.add("test", "fixture", new Tools(List.of(
        FixtureTool.withInput("greet",
            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}",
            call -> ToolResult.text("hello " + call.arguments().text("name").orElseThrow())),
        FixtureTool.of("huge", _ -> ToolResult.text("x".repeat(RestFixture.MAX_TOOL_RESULT))),
        FixtureTool.of("broken", _ -> {
          throw new IllegalStateException("secret inside");
        }),
        FixtureTool.withOutput("liar", "{\"type\":\"object\",\"required\":[\"sum\"]}",
            _ -> ToolResult.structured("no sum", JsonObject.EMPTY)),
        FixtureTool.of("hang", _ -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException stop) {
            interrupted.countDown();
            throw stop;
          }
          return ToolResult.text("never");
        }),
        FixtureTool.of("submit", call -> {
          WorkerApi.Answer answer = call.api()
              .send(WorkerApi.Request.post("/api/v1/tasks", JsonObject.EMPTY.with("execution_prompt", "from a tool")));
          return ToolResult.structured("status " + answer.status(), answer.body());
        }),
        FixtureTool.of("directory",
            call -> ToolResult.text(call.workingDirectory().map(Path::toString).orElse("nowhere"))))));
  }

  private record Tools(List<Tool> tools) implements ToolSet {}

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  private Answer call(String tool, String arguments, String... more) {
    String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
        + "\",\"arguments\":" + arguments + "," + META + "}}";
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json", "MCP-Protocol-Version",
        "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", tool));
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return client.send("POST", "/mcp", body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static String text(Answer answer) {
    return answer.text().replace("\\\"", "'");
  }

  @Test
  void argumentsThatDoNotFitAreAResultThatSaysWhatIsWrong() {
    assertThat(text(call("greet", "{}"))).contains("\"isError\":true", "name", "Correct them and call again");
    assertThat(text(call("greet", "{\"name\":\"Ada\"}"))).contains("\"isError\":false", "hello Ada");
  }

  @Test
  void aFailureOfAToolIsAResultWithoutItsSecrets() {
    assertThat(text(call("broken", "{}"))).contains("\"isError\":true", "the server's log says why")
        .doesNotContain("secret inside");
  }

  @Test
  void resultsAreHeldAgainstTheirSizeAndTheirSchema() {
    assertThat(text(call("huge", "{}"))).contains("\"isError\":true", "tools.max_result");
    assertThat(text(call("liar", "{}"))).contains("\"isError\":true", "does not fit its own output schema");
  }

  @Test
  void aToolActsThroughTheInterfaceWithTheRightsOfItsCaller() {
    assertThat(text(call("submit", "{}"))).contains("status 201", "from a tool", "\"submitted_by\":\"me\"");
    assertThat(client.get("/api/v1/tasks").objects("tasks")).hasSize(1);
  }

  @Test
  void aToolLearnsWhereItsClientWorks() {
    assertThat(text(call("directory", "{}", "Claude-Worker-Directory", "%2Ftmp%2Fa+b"))).contains("/tmp/a b");
    assertThat(text(call("directory", "{}", "Claude-Worker-Directory", "relative"))).contains("nowhere");
    assertThat(text(call("directory", "{}"))).contains("nowhere");
  }

  @Test
  void aCallIsInterruptedWhenItsClientCancels() throws Exception {
    Answer opened = post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
        + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
    assertThat(opened.text()).contains("\"protocolVersion\":\"2025-06-18\"");
    String session = opened.header("Mcp-Session-Id").orElseThrow();
    Thread call = Thread.ofVirtual()
        .start(() -> post(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"hang\"}}", "Mcp-Session-Id",
            session, "Accept", "application/json, text/event-stream"));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    Answer cancelled = post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}",
        "Mcp-Session-Id", session);

    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    call.join();
  }

  private Answer post(String body, String... headers) {
    return client.post("/mcp", body, headers);
  }

  @Test
  void aSessionIsNeededAfterAHandshakeAndOverWhenItWasDeleted() {
    String ping = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}";
    assertThat(post(ping).status()).isEqualTo(400);
    assertThat(post(ping, "Mcp-Session-Id", "unknown").status()).isEqualTo(404);
    String session = post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
        + "{\"protocolVersion\":\"1999-01-01\",\"capabilities\":{}}}").header("Mcp-Session-Id").orElseThrow();
    assertThat(post(ping, "Mcp-Session-Id", session).text())
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}");

    assertThat(client.send("DELETE", "/mcp", new byte[0], Map.of("Mcp-Session-Id", session)).status()).isEqualTo(204);

    assertThat(post(ping, "Mcp-Session-Id", session).status()).isEqualTo(404);
  }

  @Test
  void whatIsNoMessageIsAnsweredAsOneSaysThatSpeaksTheProtocol() {
    assertThat(post("{nonsense").text()).contains("-32700");
    assertThat(post("[]").text()).contains("-32600");
    assertThat(post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}", "MCP-Protocol-Version", "1999-01-01")
        .text()).contains("-3202");
  }

  @Test
  void theLogSaysWhoCalledWhatWithWhichOutcomeAndNothingOfTheContent() {
    var lines = new ListAppender<ILoggingEvent>();
    var audit = (Logger) LoggerFactory.getLogger(ToolRunner.class);
    Level before = audit.getLevel();
    audit.setLevel(Level.INFO);
    audit.addAppender(lines);
    lines.start();

    call("greet", "{\"name\":\"a secret\"}", "Authorization", "Bearer " + RestFixture.TOKEN);
    call("greet", "{\"secret\":1}", "Authorization", "Bearer " + RestFixture.TOKEN);
    audit.detachAppender(lines);
    audit.setLevel(before);

    assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("tool greet of fixture called by token: ")
            .doesNotContain("secret", RestFixture.TOKEN))
        .anySatisfy(line -> assertThat(line).contains(": ok after"))
        .anySatisfy(line -> assertThat(line).contains(": error after"));
  }

  @Test
  void strangersAreRefusedAsEverywhere() {
    assertThat(post("{}", "Origin", "http://evil.example").status()).isEqualTo(403);
    assertThat(post("{}", "Authorization", "Bearer wrong").status()).isEqualTo(401);
  }

  @Test
  void moreCallsThanAMinuteMayHaveAreRefusedWithAdvice() {
    Answer last = call("greet", "{\"name\":\"x\"}");
    for (int i = 0; i < 2 * RestFixture.MAX_CALLS && !last.text().contains("\"isError\":true"); i++) {
      last = call("greet", "{\"name\":\"x\"}");
    }
    assertThat(text(last)).contains("tools.calls_per_minute", "wait_for_task");
  }
}
