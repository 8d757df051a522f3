package dev.claudeworker;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plain HTTP client of the interface. */
final class RestClient implements AutoCloseable {

  private static final JacksonJsonCodec JSON = new JacksonJsonCodec();

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private final Optional<OpenApiCheck> check;

  RestClient(int port) {
    this(port, Optional.empty());
  }

  /** A client that holds all it sees against the OpenAPI document. */
  RestClient(int port, Optional<OpenApiCheck> check) {
    this.port = port;
    this.check = check;
  }

  /** An answer. */
  record Answer(int status, Map<String, List<String>> headers, String text) {

    JsonObject json() {
      return (JsonObject) JSON.parse(text);
    }

    Optional<String> header(String name) {
      return headers.entrySet()
          .stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .flatMap(entry -> entry.getValue().stream())
          .findFirst();
    }

    String text(String member) {
      return json().text(member).orElseThrow(() -> new AssertionError("no text " + member + " in " + text));
    }

    long number(String member) {
      return ((JsonNumber) json().get(member).orElseThrow()).value().longValueExact();
    }

    List<JsonObject> objects(String member) {
      return ((JsonValue.JsonArray) json().get(member).orElseThrow()).items()
          .stream()
          .map(JsonObject.class::cast)
          .toList();
    }
  }

  Answer get(String path) {
    return send("GET", path, new byte[0], Map.of());
  }

  Answer post(String path, String body, String... headers) {
    return send("POST", path, body.getBytes(StandardCharsets.UTF_8), json(headers));
  }

  Answer patch(String path, String body, String... headers) {
    return send("PATCH", path, body.getBytes(StandardCharsets.UTF_8), json(headers));
  }

  Answer delete(String path) {
    return send("DELETE", path, new byte[0], Map.of());
  }

  /** Submits a task and gives its id. */
  long submit(String prompt) {
    Answer answer = post("/api/v1/tasks", "{\"execution_prompt\":\"" + prompt + "\"}");
    if (answer.status() != 201) {
      throw new AssertionError(answer.toString());
    }
    return answer.number("id");
  }

  Answer send(String method, String path, byte[] body, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofSeconds(20))
        .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      var answer = new Answer(response.statusCode(), response.headers().map(), response.body());
      check.ifPresent(against -> against.check(method, path, new String(body, StandardCharsets.UTF_8), answer));
      return answer;
    } catch (IOException failed) {
      throw new AssertionError(method + " " + path, failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static Map<String, String> json(String... more) {
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
