package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams of sessions whose connection breaks and whose client comes back with {@code Last-Event-ID}. */
@Timeout(60)
class McpResumeIT {

  private final Semaphore goOn = new Semaphore(0);
  private final CountDownLatch interrupted = new CountDownLatch(1);

  @TempDir
  private Path home;

  private RestFixture server;
  private RestClient client;
  private String session;

  private record Tools(List<Tool> tools) implements ToolSet {}

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
    server.tools.add("test", "fixture", new Tools(List.of(FixtureTool.of("steps", call -> {
      call.progress(1, OptionalDouble.empty(), "one");
      try {
        goOn.acquire();
      } catch (InterruptedException stop) {
        interrupted.countDown();
        throw stop;
      }
      call.progress(2, OptionalDouble.empty(), "two");
      return ToolResult.text("three");
    }))));
    server.tools.add("conformance", "fixture", new ConformanceTools());
    client = new RestClient(server.port);
    open("2025-11-25");
  }

  private void open(String version) {
    session = new McpCaller(client).initialize(version).header("Mcp-Session-Id").orElseThrow();
  }

  @AfterEach
  void stop() throws Exception {
    goOn.release(100);
    client.close();
    server.close();
  }

  private RawConnection call(int id) throws Exception {
    String body = "{\"jsonrpc\":\"2.0\",\"id\":" + id
        + ",\"method\":\"tools/call\",\"params\":{\"name\":\"steps\",\"_meta\":{\"progressToken\":" + id + "}}}";
    return new RawConnection(server.port).head("POST /mcp HTTP/1.1|Host: localhost|Content-Type: application/json"
        + "|Accept: application/json, text/event-stream|Mcp-Session-Id: " + session + "|Content-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length).send(body);
  }

  private RawConnection listen(String more) throws Exception {
    return new RawConnection(server.port).head("GET /mcp HTTP/1.1|Host: localhost|Accept: text/event-stream"
        + "|Mcp-Session-Id: " + session + more);
  }

  private RawConnection resume(String position) throws Exception {
    return listen("|Last-Event-ID: " + position);
  }

  /** The id of the next event, and everything up to its end. */
  private static String position(RawConnection stream) throws Exception {
    stream.readUntil("id: ");
    String id = stream.readUntil("\n").strip();
    stream.readUntil("\n\n");
    return id;
  }

  @Test
  void aCallGoesOnWhenItsConnectionBreaksAndItsClientGetsTheRest() throws Exception {
    String progress;
    try (var broken = call(7)) {
      assertThat(position(broken)).as("the position before anything was told").endsWith("-0");
      progress = position(broken);
      assertThat(progress).endsWith("-1");
    }
    goOn.release();

    try (var again = resume(progress)) {
      String rest = again.readUntil("three");
      assertThat(rest).contains("two", "\"id\":7").doesNotContain("one");
    }
  }

  @Test
  void whoComesBackFromTheBeginningHearsAllOfIt() throws Exception {
    String beginning;
    try (var broken = call(7)) {
      beginning = position(broken);
    }
    goOn.release();

    try (var again = resume(beginning)) {
      assertThat(again.readUntil("three")).contains("one", "two");
    }
    // Once the answer was handed over there is nothing more to come back for.
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
      try (var late = resume(beginning)) {
        assertThat(late.response()).startsWith("HTTP/1.1 400").contains("Last-Event-ID", "tools.max_resumable");
      }
    });
  }

  @Test
  void aBrokenConnectionCancelsNothingButANotificationDoes() throws Exception {
    String position;
    try (var broken = call(7)) {
      position = position(broken);
    }
    try (var again = resume(position)) {
      again.readUntil("one");
      assertThat(interrupted.getCount()).isOne();

      client.post("/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}",
          "Mcp-Session-Id", session);

      assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void onlySoManyBrokenStreamsAreKept() throws Exception {
    String first = "";
    for (int i = 0; i <= RestFixture.MAX_RESUMABLE; i++) {
      try (var broken = call(i)) {
        String position = position(broken);
        first = first.isEmpty() ? position : first;
      }
    }

    assertThat(interrupted.await(20, TimeUnit.SECONDS)).as("the oldest makes room").isTrue();
    try (var gone = resume(first)) {
      assertThat(gone.response()).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void whatChangedWhileNobodyListenedIsToldOnce() throws Exception {
    String position;
    try (var broken = listen("")) {
      broken.readUntil("keep-alive");
      server.tools.remove("test");
      position = position(broken);
    }
    server.tools.remove("conformance");

    try (var again = resume(position)) {
      assertThat(again.readUntil("notifications/tools/list_changed")).contains("id: ");
      assertThat(again.readUntil("keep-alive")).doesNotContain("notifications/tools");
    }
  }

  @Test
  void earlierRevisionsGetPositionsWithTheirMessagesAndNoEmptyOnes() throws Exception {
    open("2025-06-18");
    try (var stream = call(7)) {
      assertThat(stream.readUntil("one")).contains("id: ", "-1\ndata: {").doesNotContain("data:\n");
    }
  }

  @Test
  void whatIsNoPositionIsRefused() throws Exception {
    try (var refused = resume("elsewhere")) {
      assertThat(refused.response()).startsWith("HTTP/1.1 400").contains("-32600", "not the id of an event");
    }
  }

  @Test
  void theStreamOfASessionTellsHowItsTasksMoveOn() throws Exception {
    try (var stream = listen("")) {
      stream.readUntil("keep-alive");
      var caller = new McpCaller(client);
      String begun =
          caller.inSession(session, "tools/call", "\"name\":\"confirm_delete\",\"task\":{}").text();
      String task = begun.substring(begun.indexOf("\"taskId\":\"") + 10, begun.indexOf("\",\"status\""));

      caller.inSession(session, "tasks/cancel", "\"taskId\":\"" + task + "\"");

      assertThat(stream.readUntil("\"cancelled\"")).contains("notifications/tasks/status", task)
          .doesNotContain("\"input_required\"");
    }
  }
}
