package dev.claudeworker.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StubMessagesApiTest {

  private static final String SESSION = "0c7cf0d5-3b2e-4a57-9a8b-2f6cf5a3f001";

  private final StubMessagesApi stub =
      StubMessagesApi.start(StubSettings.defaults().withMaxConcurrent(2));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.shutdownNow();
    stub.close();
  }

  @Test
  void plainRequestGetsOneJsonMessage() throws Exception {
    HttpResponse<String> answer = post("[[usage output_tokens=7]] [[text hello \"you\"]]", false);

    assertThat(answer.statusCode()).isEqualTo(200);
    Map<?, ?> message = (Map<?, ?>) JsonReader.read(answer.body());
    assertThat(message.get("content"))
        .isEqualTo(List.of(Map.of("type", "text", "text", "hello \"you\"")));
    assertThat(((Map<?, ?>) message.get("usage")).get("output_tokens")).isEqualTo(7L);
  }

  @Test
  void streamingRequestGetsEventsInOrder() throws Exception {
    HttpResponse<String> answer = post("[[slow 2 0]]", true);

    assertThat(answer.headers().firstValue("content-type")).hasValueSatisfying(
        type -> assertThat(type).startsWith("text/event-stream"));
    assertThat(answer.body().lines().filter(line -> line.startsWith("event: ")))
        .containsExactly(
            "event: message_start", "event: ping", "event: content_block_start",
            "event: content_block_delta", "event: content_block_delta",
            "event: content_block_stop", "event: message_delta", "event: message_stop");
  }

  @Test
  void assistantTurnsInTheConversationSelectTheStep() throws Exception {
    String prompt = "[[tool Bash {}]] [[text second]]";
    String conversation = "[" + message("user", prompt) + "," + message("assistant", "x") + ","
        + message("user", "a tool result") + "]";

    assertThat(send(conversation, false).body()).contains("second");
  }

  @Test
  void newestScriptWins() throws Exception {
    String conversation = "[" + message("user", "[[text old]]") + "," + message("assistant", "old")
        + "," + message("user", "[[text new]]") + "]";

    assertThat(send(conversation, false).body()).contains("new").doesNotContain("old");
  }

  @Test
  void errorIsMetAsOftenAsAskedAndCarriesItsHeaders() throws Exception {
    String prompt = "[[error 429 times=1 retry-after=3]] [[text fine]]";

    HttpResponse<String> first = post(prompt, false);
    HttpResponse<String> second = post(prompt, false);

    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("retry-after")).contains("3");
    assertThat(first.body()).contains("rate_limit_error");
    assertThat(second.statusCode()).isEqualTo(200);
  }

  @Test
  void queuedFaultsComeBeforeTheScript() throws Exception {
    stub.queueFaults("[[error 529]] [[error 500]]");

    assertThat(post("[[text fine]]", false).statusCode()).isEqualTo(529);
    assertThat(post("[[text fine]]", false).statusCode()).isEqualTo(500);
    assertThat(post("[[text fine]]", false).statusCode()).isEqualTo(200);
  }

  @Test
  void resetReachesTheClientAsAReset() throws Exception {
    byte[] body = ("{\"messages\":[" + message("user", "[[reset]]") + "]}")
        .getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket("127.0.0.1", stub.port())) {
      socket.getOutputStream()
          .write(("POST /v1/messages HTTP/1.1\r\nContent-Length: "
              + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      InputStream in = socket.getInputStream();

      assertThatThrownBy(in::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    }
  }

  @Test
  void brokenStreamBeginsAndThenEndsWithoutItsLastEvent() throws Exception {
    assertThat(post("[[errormid 2 529]]", true).body())
        .contains("content_block_delta", "overloaded_error")
        .doesNotContain("message_stop");
    assertThat(post("[[garbage]]", true).body()).contains("{not json");
  }

  @Test
  void hangingRequestEndsWhenReleased() throws Exception {
    CompletableFuture<HttpResponse<String>> hanging = postAsync("[[hang]]");
    assertThat(stub.awaitRequest(LoggedRequest::isMessage, Duration.ofSeconds(10))).isPresent();

    stub.releaseHanging();

    assertThatThrownBy(hanging::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class);
  }

  @Test
  void requestsOverTheLimitAreRefusedAndThePeakIsKept() throws Exception {
    CompletableFuture<HttpResponse<String>> first = postAsync("[[hang]]");
    CompletableFuture<HttpResponse<String>> second = postAsync("[[hang]]");
    assertThat(stub.awaitRequest(entry -> entry.number() == 2, Duration.ofSeconds(10))).isPresent();

    assertThat(post("[[text fine]]", false).statusCode()).isEqualTo(429);
    assertThat(stub.peak()).isEqualTo(3);

    stub.releaseHanging();
    assertThat(first).failsWithin(Duration.ofSeconds(10));
    assertThat(second).failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void logKnowsModelAndSessionAndHidesTheKey() throws Exception {
    post("[[text fine]]", false);

    LoggedRequest entry = stub.requests().getFirst();
    assertThat(entry.model()).isEqualTo("some-model");
    assertThat(entry.session()).isEqualTo(SESSION);
    assertThat(entry.headers()).containsEntry("x-api-key", "<hidden>");
    assertThat(entry.toString()).doesNotContain("very-secret");
    assertThat(entry.userText()).isEqualTo("[[text fine]]");
  }

  @Test
  void unusableScriptIsAnErrorThatSaysWhy() throws Exception {
    HttpResponse<String> answer = post("[[text never closed", false);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("the stub cannot use this request");
  }

  private HttpResponse<String> post(String prompt, boolean stream) throws Exception {
    return send("[" + message("user", prompt) + "]", stream);
  }

  private HttpResponse<String> send(String messages, boolean stream) throws Exception {
    return client.send(request(messages, stream), BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> postAsync(String prompt) {
    return client.sendAsync(
        request("[" + message("user", prompt) + "]", false), BodyHandlers.ofString());
  }

  private HttpRequest request(String messages, boolean stream) {
    String body = "{\"model\":\"some-model\",\"stream\":" + stream + ",\"messages\":" + messages + "}";
    return HttpRequest.newBuilder(stub.baseUrl().resolve("/v1/messages?beta=true"))
        .version(HttpClient.Version.HTTP_1_1)
        .header("x-api-key", "very-secret")
        .header("x-claude-code-session-id", SESSION)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static String message(String role, String text) {
    return JsonWriter.write(Map.of("role", role, "content", text));
  }
}
