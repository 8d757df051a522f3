package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.security.Caller;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import dev.claudeworker.stdio.MessageLines;
import dev.claudeworker.stdio.StdioAgent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One agent at the standard streams, without a connection between it and the server. */
@Timeout(60)
class StdioAgentIT {

  private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
      + "\"io.modelcontextprotocol/clientCapabilities\":{},\"progressToken\":1}";
  private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":"
      + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
  private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger added = new AtomicInteger();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PipedOutputStream typed = new PipedOutputStream();

  @TempDir
  private Path home;

  private RestFixture server;
  private Thread running;

  private record Tools(List<Tool> tools) implements ToolSet {}

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
    server.tools.add("test", "fixture", new Tools(List.of(
        FixtureTool.of("where",
            call -> ToolResult.text(call.caller() + " in " + call.workingDirectory().orElseThrow())),
        FixtureTool.of("hang", this::hang).changing(),
        FixtureTool.of("add", _ -> {
          int number = added.incrementAndGet();
          // Whoever comes after it has time to overtake.
          release.await(20 - number, TimeUnit.MILLISECONDS);
          return ToolResult.text("number " + number + ".");
        }).changing(),
        FixtureTool.of("slow", call -> {
          call.progress(1, OptionalDouble.empty(), "half way");
          release.await();
          return ToolResult.text("slow one");
        }))));
    var json = new JacksonJsonCodec();
    var agent =
        new StdioAgent(server.agents.inProcess(json, new Caller("me"), UUID::randomUUID), json,
            new MessageLines(out, json), Path.of("/work/a b"), Duration.ofSeconds(1), Duration.ofMillis(500));
    var in = new PipedInputStream(typed, 1 << 20);
    running = Thread.ofPlatform().daemon().start(() -> {
      try {
        agent.run(in);
      } catch (IOException | InterruptedException broken) {
        throw new IllegalStateException(broken);
      }
    });
  }

  private ToolResult hang(ToolCall call) throws InterruptedException {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } finally {
      interrupted.countDown();
    }
    return ToolResult.text("never");
  }

  @AfterEach
  void stop() throws Exception {
    release.countDown();
    finish();
    server.close();
  }

  private void type(String... lines) throws IOException {
    for (String line : lines) {
      typed.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    typed.flush();
  }

  private static String call(int id, String tool) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool + "\","
        + META + "}}";
  }

  private List<String> said() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void awaitLine(String... parts) {
    await().atMost(Duration.ofSeconds(20))
        .until(() -> said().stream().anyMatch(line -> List.of(parts).stream().allMatch(line::contains)));
  }

  /** The client closes its end; what came out by then. */
  private List<String> finish() throws Exception {
    typed.close();
    running.join(TimeUnit.SECONDS.toMillis(20));
    assertThat(running.isAlive()).as("it ends when its input ends").isFalse();
    return said();
  }

  @Test
  void aClientWithoutAHandshakeIsServedAndCallsActWhereItWorks() throws Exception {
    type("{\"jsonrpc\":\"2.0\",\"id\":\"d\",\"method\":\"server/discover\",\"params\":{" + META + "}}",
        call(2, "where"), "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"no/such\",\"params\":{" + META + "}}");

    assertThat(finish()).hasSize(3)
        .anyMatch(line -> line.contains("\"id\":\"d\"") && line.contains("supportedVersions"))
        .anyMatch(line -> line.contains("\"id\":2") && line.contains("me in /work/a b"))
        .anyMatch(line -> line.contains("\"id\":3") && line.contains("-32601"));
  }

  @Test
  void answersComeAsTheyAreReadyAndProgressBeforeThem() throws Exception {
    type(call(1, "slow"));
    awaitLine("half way");
    type(call(2, "where"), call(1, "where"));
    awaitLine("\"id\":2", "me in");
    awaitLine("\"id\":1", "has not been answered yet");
    release.countDown();

    assertThat(finish()).last().asString().contains("\"id\":1", "slow one");
  }

  @Test
  void aCallThatChangesSomethingIsDoneBeforeWhatCameAfterItBegins() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add(call(i, "add"));
    }
    type(lines.toArray(String[]::new));

    List<String> said = finish();
    for (int i = 0; i < 20; i++) {
      assertThat(said.get(i)).contains("\"id\":" + i + ",", "number " + (i + 1) + ".");
    }
  }

  @Test
  void aCallThatTakesItsTimeHoldsTheOthersUpOnlyForAMoment() throws Exception {
    type(call(1, "hang"), call(2, "add"));

    awaitLine("\"id\":2", "number 1.");
    assertThat(interrupted.getCount()).isOne();
  }

  @Test
  void whatIsNoMessageIsAnsweredAndDoesNoHarm() throws Exception {
    type("{torn", "[1]", "", "{\"jsonrpc\":\"2.0\",\"id\":4}", "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}",
        call(6, "where"));

    assertThat(finish()).hasSize(4)
        .anyMatch(line -> line.contains("-32700"))
        .anyMatch(line -> line.contains("Batches"))
        .anyMatch(line -> line.contains("\"id\":4") && line.contains("no method"))
        .anyMatch(line -> line.contains("\"id\":6"));
  }

  @Test
  void aCancelledCallIsInterruptedAndNeverAnswered() throws Exception {
    type(call(7, "hang"));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    type("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7," + META + "}}");

    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(finish()).isEmpty();
  }

  @Test
  void afterAHandshakeListsThatChangeAreToldAndACancelledCallIsSilentToo() throws Exception {
    type(INITIALIZE, INITIALIZED,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"hang\"}}");
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    type("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    await().atMost(Duration.ofSeconds(20)).until(() -> {
      server.tools.add("more" + said().size() + System.nanoTime(), "fixture", new Tools(List.of()));
      server.tools.add("more", "fixture" + System.nanoTime(), new Tools(List.of(
          FixtureTool.of("tool" + System.nanoTime(), _ -> ToolResult.text("")))));
      return said().stream().anyMatch(line -> line.contains("notifications/tools/list_changed"));
    });

    assertThat(finish()).first().asString().contains("\"id\":0", "\"protocolVersion\":\"2025-11-25\"");
    assertThat(said()).noneMatch(line -> line.contains("\"id\":1,"));
  }

  @Test
  void aSubscriptionIsAcknowledgedAndEndsWithTheClient() throws Exception {
    type("{\"jsonrpc\":\"2.0\",\"id\":\"l\",\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":"
        + "{\"toolsListChanged\":true}," + META + "}}");
    awaitLine("subscriptions/acknowledged", "\"io.modelcontextprotocol/subscriptionId\":\"l\"");
    server.tools.add("more", "fixture", new Tools(List.of(FixtureTool.of("another", _ -> ToolResult.text("")))));
    awaitLine("notifications/tools/list_changed");
  }

  @Test
  void aSessionThatTheServerForgotIsOpenedAgainWithoutANotice() throws Exception {
    type(INITIALIZE, INITIALIZED);
    awaitLine("\"id\":0");
    try (var others = new RestClient(server.port)) {
      for (int i = 0; i < RestFixture.MAX_SESSIONS; i++) {
        others.post("/mcp", INITIALIZE);
      }
    }
    type("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");

    assertThat(finish()).hasSize(2).last().asString().isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
  }

  @Test
  void whenTheClientEndsWhatStillHangsIsInterruptedAfterAWhileAndAnswered() throws Exception {
    type(call(1, "hang"));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    finish();

    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
