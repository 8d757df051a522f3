package dev.claudeworker.torture.program;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The REST interface of whichever server runs in a home. Threads may share one. */
public final class Api {

  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration ANSWERING = Duration.ofSeconds(20);
  private static final JacksonJsonCodec JSON = new JacksonJsonCodec();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECTING).build();

  private final Path home;

  /**
   * Makes one.
   *
   * @param home where the server's record and token are
   */
  public Api(Path home) {
    this.home = home;
  }

  /**
   * An answer.
   *
   * @param status the status of HTTP
   * @param body the document, empty if there was none
   */
  public record Answer(int status, JsonObject body) {

    /** Whether the server did what was asked. */
    public boolean good() {
      return status / 100 == 2;
    }
  }

  /** Whether the server says that it takes and runs tasks. */
  public boolean isReady() throws InterruptedException {
    try {
      return get("/health/ready").status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /** Reads. */
  public Answer get(String path) throws IOException, InterruptedException {
    return exchange(request(path).GET().build());
  }

  /**
   * Changes something.
   *
   * @param path of the route
   * @param body the document
   * @param idempotencyKey by which the server knows a repeated request
   */
  public Answer post(String path, JsonObject body, Optional<String> idempotencyKey)
      throws IOException, InterruptedException {
    var request = request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(JSON.print(body)));
    idempotencyKey.ifPresent(key -> request.header("Idempotency-Key", key));
    return exchange(request.build());
  }

  /**
   * Changes a part of something.
   *
   * @param path of the route
   * @param body what is to be different
   */
  public Answer patch(String path, JsonObject body) throws IOException, InterruptedException {
    return exchange(
        request(path).header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(JSON.print(body)))
            .build());
  }

  private static Answer exchange(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    try {
      return new Answer(
          response.statusCode(), JSON.parse(response.body()) instanceof JsonObject object ? object : JsonObject.EMPTY);
    } catch (JsonSyntaxException _) {
      return new Answer(response.statusCode(), JsonObject.EMPTY);
    }
  }

  private HttpRequest.Builder request(String path) throws IOException {
    int port = ServerProcess.port(home).orElseThrow(() -> new IOException("no server has told its port yet"));
    Path token = home.resolve("token");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(ANSWERING);
    return Files.exists(token) ? request.header("Authorization", "Bearer " + Files.readString(token).strip()) : request;
  }
}
