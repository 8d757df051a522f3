package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.security.AuthMode;
import dev.claudeworker.security.OwnSockets;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live streams over a WebSocket. */
class RestWebSocketIT {

  @TempDir
  Path home;

  private final HttpClient http = HttpClient.newHttpClient();
  private RestFixture server;
  private RestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
    client = server.client();
  }

  @AfterEach
  void stop() throws Exception {
    http.shutdownNow();
    client.close();
    server.close();
  }

  @Test
  void eventsArriveAsDocumentsWithPositions() throws Exception {
    var messages = open("/api/v1/events");
    assertThat(messages.next().text("event")).contains("keep-alive");
    client.submit("hello");

    JsonObject submitted = messages.nextOf("task.submitted");
    assertThat(submitted.text("id")).get().asString().endsWith("-1");
    assertThat(((JsonObject) submitted.get("data").orElseThrow()).get("task_id").toString()).contains("1");
    messages.nextOf("task.completed");
  }

  @Test
  void aReaderThatConnectsAgainGoesOnFromItsPosition() throws Exception {
    client.submit("first");
    String start = client.get("/api/v1/tasks/1/events").text("head");
    var messages = open("/api/v1/events?after=" + start.substring(0, start.lastIndexOf('-')) + "-1");

    assertThat(messages.nextOf("task.started").text("id")).get().asString().endsWith("-2");
  }

  @Test
  void aPositionThatIsGoneIsToldInsteadOfAHandshake() {
    assertRefused("/api/v1/events?after=other-1", 410);
  }

  @Test
  void aTaskIsFollowedToItsEnd() throws Exception {
    long id = client.submit("hold it");
    var messages = open("/api/v1/tasks/" + id + "/logs?follow");
    messages.nextOf("log");
    server.executor.release();

    JsonObject end = messages.nextOf("end");
    assertThat(end.get("id")).contains(new JsonNull());
    assertThat(messages.closed.poll(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
  }

  @Test
  void strangersAndPagesAreRefusedBeforeTheHandshake() throws Exception {
    server.close();
    server = new RestFixture(home, AuthMode.TOKEN, OwnSockets.ofThisMachine());

    assertRefused("/api/v1/events", 401);
    var withToken = http.newWebSocketBuilder()
        .header("Authorization", "Bearer " + RestFixture.TOKEN)
        .header("Origin", "http://evil.example")
        .buildAsync(address("/api/v1/events"), new Messages());
    assertThatThrownBy(withToken::join).isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void aClosedStreamMakesRoom() throws Exception {
    for (int i = 0; i < 3; i++) {
      open("/api/v1/events").next();
    }
    assertRefused("/api/v1/events", 503);
  }

  private void assertRefused(String path, int status) {
    assertThatThrownBy(() -> http.newWebSocketBuilder().buildAsync(address(path), new Messages()).join())
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .satisfies(failed -> assertThat(
            ((WebSocketHandshakeException) failed.getCause()).getResponse().statusCode()).isEqualTo(status));
  }

  private Messages open(String path) {
    var messages = new Messages();
    http.newWebSocketBuilder().buildAsync(address(path), messages).join();
    return messages;
  }

  private URI address(String path) {
    return URI.create("ws://localhost:" + server.port + path);
  }

  /** Collects whole messages. */
  private static final class Messages implements WebSocket.Listener {

    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        received.add((JsonObject) new JacksonJsonCodec().parse(part.toString()));
        part.setLength(0);
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.add(status);
      return WebSocket.Listener.super.onClose(socket, status, reason);
    }

    JsonObject next() throws InterruptedException {
      JsonObject message = received.poll(10, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message came");
      }
      return message;
    }

    JsonObject nextOf(String type) throws InterruptedException {
      while (true) {
        JsonObject message = next();
        if (message.text("event").orElseThrow().equals(type)) {
          return message;
        }
      }
    }
  }
}
