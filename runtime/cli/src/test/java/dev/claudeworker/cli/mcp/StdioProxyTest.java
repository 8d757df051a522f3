package dev.claudeworker.cli.mcp;

import static dev.claudeworker.cli.mcp.ScriptedEndpoint.events;
import static dev.claudeworker.cli.mcp.ScriptedEndpoint.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ServerApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StdioProxyTest {

  private static final String STATELESS = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}";
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}";
  private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final CountDownLatch told = new CountDownLatch(1);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream() {

    @Override
    public void flush() {
      if (toString(StandardCharsets.UTF_8).contains("list_changed")) {
        told.countDown();
      }
    }
  };
  private final PipedOutputStream typed = new PipedOutputStream();
  private Optional<ScriptedEndpoint> endpoint = Optional.empty();
  private Optional<Thread> running = Optional.empty();

  @AfterEach
  void end() throws Exception {
    finish();
    endpoint.ifPresent(ScriptedEndpoint::close);
  }

  private ScriptedEndpoint serve(ScriptedEndpoint.Script script) throws IOException {
    var serving = new ScriptedEndpoint(script);
    endpoint = Optional.of(serving);
    start(() -> new ServerApi(serving.url(), Optional.of("the-token")));
    return serving;
  }

  private void start(Supplier<ServerApi> server) throws IOException {
    var in = new PipedInputStream(typed, 1 << 20);
    var proxy = new StdioProxy(
        new Upstream(server, server, Path.of("/work/a b")), new ClientOutput(out), Duration.ofSeconds(15),
        LAST_ANSWERS);
    running = Optional.of(Thread.ofPlatform().daemon().start(() -> {
      try {
        proxy.run(in);
      } catch (IOException | InterruptedException broken) {
        throw new IllegalStateException(broken);
      }
    }));
  }

  private void type(String... lines) throws IOException {
    for (String line : lines) {
      typed.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    typed.flush();
  }

  /** The client closes its end; what came out by then. */
  private List<String> finish() throws Exception {
    typed.close();
    if (running.isPresent()) {
      running.get().join(TimeUnit.SECONDS.toMillis(20));
      assertThat(running.get().isAlive()).as("it ends when its input ends").isFalse();
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void messagesPassAsTheyAreWithHeadersThatRepeatThem() throws Exception {
    ScriptedEndpoint server = serve((exchange, message) -> json(exchange, 200,
        "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\n\"result\":{}}"));
    String call = "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"tools/call\",\"params\":{\"name\":\"hé\"," + STATELESS
        + "}}";
    type(call);

    assertThat(finish()).containsExactly("{\"jsonrpc\":\"2.0\",\"id\":\"x\", \"result\":{}}");
    assertThat(server.received).singleElement().satisfies(message -> {
      assertThat(message.body()).isEqualTo(call);
      assertThat(message.name()).isEqualTo(Optional.of("=?base64?aMOp?="));
      assertThat(message.directory()).isEqualTo("%2Fwork%2Fa+b");
    });
  }

  @Test
  void whatHasNoAnswerWhenTheInputIsLongOverIsAnsweredWithAnError() throws Exception {
    var release = new CountDownLatch(1);
    serve((exchange, message) -> {
      try {
        release.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    });
    type("{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"tools/call\",\"params\":{\"name\":\"x\"," + STATELESS + "}}");

    List<String> said = finish();
    release.countDown();

    assertThat(said).singleElement().asString().contains("\"id\":8", "may have been done");
  }

  @Test
  void aServerThatTakesItsTimeToStartLosesNothingOfWhatWasSentBefore() throws Exception {
    var serving = new ScriptedEndpoint((exchange, message) -> json(exchange, 200,
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}"));
    endpoint = Optional.of(serving);
    var started = new CountDownLatch(1);
    start(() -> {
      try {
        started.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
      return new ServerApi(serving.url(), Optional.of("the-token"));
    });
    type("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/list\",\"params\":{" + STATELESS + "}}");
    typed.close();
    // Longer than anything else is waited for.
    assertThat(running.orElseThrow().join(LAST_ANSWERS.plusMillis(500))).isFalse();
    started.countDown();

    assertThat(finish()).singleElement().asString().contains("\"id\":9", "\"result\"");
  }

  @Test
  void streamsBecomeLinesAndEveryRequestIsAnsweredOnce() throws Exception {
    serve((exchange, message) -> events(exchange,
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));
    type("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{" + STATELESS + "}}");

    assertThat(finish()).containsExactly("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
  }

  @Test
  void anAnswerThatNeverComesIsReplacedByAnErrorAndNothingIsSentTwice() throws Exception {
    var count = new AtomicInteger();
    serve((exchange, message) -> {
      count.incrementAndGet();
      events(exchange);
    });
    type("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{" + STATELESS + "}}");

    assertThat(finish()).singleElement().asString().contains("\"id\":5", "-32603", "may have been done");
    assertThat(count).hasValue(1);
  }

  @Test
  void aRefusalInOtherWordsIsToldAsAnError() throws Exception {
    serve((exchange, message) -> json(exchange, 401,
        "{\"detail\":\"This request needs the token.\",\"suggestion\":\"Send it.\"}"));
    type("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/list\",\"params\":{" + STATELESS + "}}");

    assertThat(finish()).singleElement().asString().contains("401", "needs the token", "Send it.");
  }

  @Test
  void linesThatAreNoMessagesAreAnsweredAndDoNoHarm() throws Exception {
    serve((exchange, message) -> json(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));
    type("{torn", "[1]", "", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");

    assertThat(finish()).hasSize(3).allMatch(line -> line.contains("-32700") || line.contains("\"id\":1"));
  }

  @Test
  void aLongLinePasses() throws Exception {
    String text = "x".repeat(300_000);
    serve((exchange, message) -> json(exchange, 200,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"length\":" + message.body().length() + ",\"text\":\"" + text
            + "\"}}"));
    type("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"a\":\"" + text + "\"," + STATELESS
        + "}}");

    assertThat(finish()).singleElement().asString().hasSizeGreaterThan(300_000);
  }

  @Test
  void theSessionOfTheHandshakeIsSentWithEverythingThatFollowsAndEndedAtTheEnd() throws Exception {
    ScriptedEndpoint server = serve(StdioProxyTest::session);
    type(INITIALIZE, INITIALIZED, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");

    assertThat(finish()).hasSize(2);
    assertThat(server.received).filteredOn(message -> !message.body().contains("\"initialize\""))
        .isNotEmpty()
        .allMatch(message -> message.session().equals(Optional.of("s1")));
    assertThat(server.received).anyMatch(message -> message.method().equals("DELETE"));
  }

  private static void session(HttpExchange exchange, ScriptedEndpoint.Received message)
      throws IOException {
    if (message.body().contains("\"initialize\"")) {
      exchange.getResponseHeaders().set("Mcp-Session-Id", "s1");
      json(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2025-11-25\"}}");
    } else if (message.body().contains("\"id\"")) {
      json(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    } else {
      exchange.sendResponseHeaders(message.method().equals("GET") ? 405 : 202, -1);
    }
  }

  @Test
  void aServerThatForgotTheSessionIsGreetedAgainAndTheClientAsksForTheListsAnew() throws Exception {
    var sessions = new AtomicInteger();
    ScriptedEndpoint server = serve((exchange, message) -> {
      if (message.body().contains("\"initialize\"")) {
        exchange.getResponseHeaders().set("Mcp-Session-Id", "s" + sessions.incrementAndGet());
        json(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2025-11-25\"}}");
      } else if (message.body().contains("tools/call") && message.session().equals(Optional.of("s1"))) {
        json(exchange, 404, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":\"over\"}}");
      } else if (message.body().contains("tools/call")) {
        json(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"fine\":true}}");
      } else {
        exchange.sendResponseHeaders(message.method().equals("GET") ? 405 : 202, -1);
      }
    });
    type(INITIALIZE, INITIALIZED, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{}}");

    assertThat(finish()).hasSize(3)
        .anyMatch(line -> line.contains("tools/list_changed"))
        .anyMatch(line -> line.contains("\"fine\":true"));
    assertThat(server.received).filteredOn(message -> message.body().contains("tools/call")).hasSize(2);
  }

  @Test
  void aCancelledRequestIsClosedAndNeverAnswered() throws Exception {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    serve((exchange, message) -> {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().flush();
      begun.countDown();
      try {
        release.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    });
    type("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{" + STATELESS + "}}");
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    type("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":3," + STATELESS + "}}");

    List<String> said = finish();
    release.countDown();

    assertThat(said).isEmpty();
  }

  /** So soon that the request may not have been passed on yet: the thread that does it may come last. */
  @Test
  void aRequestCancelledOnTheNextLineIsNeverAnswered() throws Exception {
    var release = new CountDownLatch(1);
    serve((exchange, message) -> await(release));
    for (int id = 0; id < 200; id++) {
      type("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{" + STATELESS + "}}\n"
          + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id + ","
          + STATELESS
          + "}}");
    }

    List<String> said = finish();
    release.countDown();

    assertThat(said).isEmpty();
  }

  @Test
  void withoutAServerEveryRequestIsAnsweredWithWhatToDo() throws Exception {
    start(() -> {
      throw new CommandFailure(3, "no server is running", "Start it with 'claude-worker server start'.");
    });
    type("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/list\",\"params\":{" + STATELESS + "}}");

    assertThat(finish()).singleElement().asString().contains("no server is running", "claude-worker server start");
  }

  @Test
  void aServerThatIsGoneIsLookedForAgainBecauseNothingWasSent() throws Exception {
    int port;
    try (var gone = new ScriptedEndpoint((exchange, message) -> {
    })) {
      port = gone.port();
    }
    var there = new ScriptedEndpoint((exchange, message) -> json(exchange, 200,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));
    endpoint = Optional.of(there);
    var looked = new AtomicInteger();
    start(() -> new ServerApi(looked.getAndIncrement() == 0 ? "http://127.0.0.1:" + port : there.url(),
        Optional.empty()));
    type("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{" + STATELESS + "}}");

    assertThat(finish()).containsExactly("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
  }

  @Test
  void aRequestCancelledAfterAHandshakeIsToldToTheServerAndNeverAnswered() throws Exception {
    var begun = new CountDownLatch(1);
    var cancelled = new CountDownLatch(1);
    serve((exchange, message) -> {
      if (message.body().contains("tools/call")) {
        begun.countDown();
        await(cancelled);
        events(exchange);
      } else if (message.body().contains("cancelled")) {
        exchange.sendResponseHeaders(202, -1);
        cancelled.countDown();
      } else {
        session(exchange, message);
      }
    });
    type(INITIALIZE, INITIALIZED, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{}}");
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    type("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":3}}");

    assertThat(finish()).singleElement().asString().contains("\"id\":0");
    assertThat(cancelled.getCount()).isZero();
  }

  @Test
  void aSubscriptionOutlivesTheServerAndTheClientOnlyHearsThatListsMayDiffer() throws Exception {
    var turn = new AtomicInteger();
    var again = new CountDownLatch(1);
    String acknowledged = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":"
        + "{\"notifications\":{\"toolsListChanged\":true}}}";
    ScriptedEndpoint server = serve((exchange, message) -> {
      events(exchange, acknowledged);
      if (turn.incrementAndGet() == 2) {
        again.countDown();
        exchange.getResponseBody().flush();
        await(new CountDownLatch(1));
      }
    });
    type("{\"jsonrpc\":\"2.0\",\"id\":\"l\",\"method\":\"subscriptions/listen\",\"params\":{" + STATELESS + "}}");
    assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(said()).first().isEqualTo(acknowledged);
    assertThat(said()).last()
        .asString()
        .contains("notifications/tools/list_changed", "\"io.modelcontextprotocol/subscriptionId\":\"l\"");
    assertThat(server.received).extracting(ScriptedEndpoint.Received::body).containsOnly(server.received.get(0).body());
  }

  private List<String> said() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      boolean _ = latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
