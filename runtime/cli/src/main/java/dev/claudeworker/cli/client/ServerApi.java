package dev.claudeworker.cli.client;

import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The server's REST API. Uses HttpURLConnection: java.net.http delays the end of the process by 300 ms. */
public final class ServerApi {

  /** What all paths begin with except those that monitoring uses. */
  public static final String BASE = "/api/v1";

  /** The header that says where whoever asks works, for tools that act there. */
  public static final String DIRECTORY = "Claude-Worker-Directory";

  private static final Pattern LOOPBACK = Pattern.compile("https?://(localhost|127(\\.\\d+){3}|\\[::1])(:|/|$)");
  private static final int CONNECT_TIMEOUT_MS = 5_000;
  private static final int READ_TIMEOUT_MS = 60_000;

  private final String url;
  private final Optional<String> token;
  private final boolean onThisMachine;
  private final String ifUnreachable;

  /**
   * Creates the client.
   *
   * @param url where the server is, without a slash at the end
   * @param token the access token, if there is one
   */
  public ServerApi(String url, Optional<String> token) {
    this(url, token, "Start it with 'claude-worker server start', or see 'claude-worker server status'.");
  }

  /**
   * Creates the client of a server that is started in a way of its own.
   *
   * @param url where the server is, without a slash at the end
   * @param token the access token, if there is one
   * @param ifUnreachable what to do if it does not answer
   */
  ServerApi(String url, Optional<String> token, String ifUnreachable) {
    this.url = url;
    this.token = token;
    this.onThisMachine = isOnThisMachine(url);
    this.ifUnreachable = ifUnreachable;
  }

  static boolean isOnThisMachine(String url) {
    return LOOPBACK.matcher(url).lookingAt();
  }

  /** Where the server is. */
  public String url() {
    return url;
  }

  /** Reads what is at a path. */
  public JsonObject get(String path) {
    return exchange("GET", path, Optional.empty(), Map.of());
  }

  /** Sends a request that changes something. */
  public JsonObject post(String path, JsonObject body) {
    return exchange("POST", path, Optional.of(body), Map.of());
  }

  /** Sends a request on behalf of somebody who works in a directory. */
  public JsonObject postFrom(Path directory, String path, JsonObject body) {
    return exchange("POST", path, Optional.of(body), Map.of(DIRECTORY, encoded(directory)));
  }

  /** A directory as a header can carry it. */
  public static String encoded(Path directory) {
    return URLEncoder.encode(directory.toString(), StandardCharsets.UTF_8);
  }

  /** Sends a request that creates something once, however often it is sent. */
  public JsonObject create(String path, JsonObject body, String idempotencyKey) {
    return exchange("POST", path, Optional.of(body), Map.of("Idempotency-Key", idempotencyKey));
  }

  /** Changes some members of what is at a path. */
  public JsonObject patch(String path, JsonObject body) {
    try (RawExchange exchange = exchange("PATCH", path, Map.of(), Optional.of(Json.print(body)))) {
      exchange.readTimeout(READ_TIMEOUT_MS);
      JsonObject document = object(new String(exchange.body().readAllBytes(), StandardCharsets.UTF_8));
      if (exchange.status() >= HttpURLConnection.HTTP_BAD_REQUEST) {
        throw failure(exchange.status(), document);
      }
      return document;
    } catch (IOException broken) {
      throw unreachable(broken);
    } catch (JsonSyntaxException notJson) {
      throw notOurs();
    }
  }

  /** Deletes what is at a path. */
  public void delete(String path) {
    exchange("DELETE", path, Optional.empty(), Map.of());
  }

  /**
   * Opens a stream of server-sent events.
   *
   * @param path the path with its query
   * @return the stream; close it
   */
  public EventStream stream(String path) {
    HttpURLConnection connection = open("GET", path, Map.of("Accept", "text/event-stream"));
    connection.setReadTimeout(0);
    try {
      if (connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST) {
        throw failure(connection);
      }
      return new EventStream(connection.getInputStream(), connection::disconnect);
    } catch (IOException broken) {
      throw unreachable(broken);
    }
  }

  /**
   * Copies what is at a path as it is.
   *
   * @param path the path with its query
   * @return the bytes; close it
   */
  public InputStream bytes(String path) {
    HttpURLConnection connection = open("GET", path, Map.of("Accept", "application/octet-stream"));
    try {
      if (connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST) {
        throw failure(connection);
      }
      return connection.getInputStream();
    } catch (IOException broken) {
      throw unreachable(broken);
    }
  }

  /**
   * What the server says of its health.
   *
   * @param path {@code /health} or one below it
   * @param patience how long to wait for an answer
   * @return the answer, whatever its status; empty if nothing answers or something else does
   */
  public Optional<JsonObject> health(String path, Duration patience) {
    HttpURLConnection connection = open("GET", path, Map.of());
    connection.setConnectTimeout((int) patience.toMillis());
    connection.setReadTimeout((int) patience.toMillis());
    try {
      boolean healthy = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      return Optional.of(object(connection).with("ready", healthy ? "yes" : "no"));
    } catch (IOException | JsonSyntaxException nobody) {
      return Optional.empty();
    }
  }

  private JsonObject exchange(String method, String path, Optional<JsonObject> body, Map<String, String> headers) {
    HttpURLConnection connection = open(method, path, headers);
    try {
      if (body.isPresent()) {
        byte[] bytes = Json.print(body.get()).getBytes(StandardCharsets.UTF_8);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
          out.write(bytes);
        }
      }
      if (connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST) {
        throw failure(connection);
      }
      return object(connection);
    } catch (IOException broken) {
      throw answerBeforeTheEnd(connection).orElseGet(() -> unreachable(broken));
    } catch (JsonSyntaxException notJson) {
      throw notOurs();
    }
  }

  /**
   * A request for what this class has no words for, over a connection of its own. Waits for answers without end.
   *
   * @param method the HTTP method
   * @param path the path
   * @param headers headers beside those that every request has
   * @param body a JSON document, if there is one
   * @return the exchange
   * @throws java.net.ConnectException if no connection came about, so that nothing was sent
   * @throws IOException if it broke
   */
  public RawExchange exchange(String method, String path, Map<String, String> headers, Optional<String> body)
      throws IOException {
    Map<String, String> all = withUsual(headers);
    body.ifPresent(_ -> all.putIfAbsent("Content-Type", "application/json"));
    return RawExchange.open(method, URI.create(url + path), all, body, CONNECT_TIMEOUT_MS);
  }

  /** Headers with those that every request has. */
  private Map<String, String> withUsual(Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Accept", "application/json");
    all.put("User-Agent", "claude-worker");
    token.ifPresent(secret -> all.put("Authorization", "Bearer " + secret));
    all.putAll(headers);
    return all;
  }

  private HttpURLConnection open(String method, String path, Map<String, String> headers) {
    try {
      var address = URI.create(url + path).toURL();
      // A proxy of the environment is for the world outside.
      var connection =
          (HttpURLConnection) (onThisMachine ? address.openConnection(Proxy.NO_PROXY) : address.openConnection());
      connection.setRequestMethod(method);
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(CONNECT_TIMEOUT_MS);
      connection.setReadTimeout(READ_TIMEOUT_MS);
      connection.setUseCaches(false);
      withUsual(headers).forEach(connection::setRequestProperty);
      return connection;
    } catch (IOException | IllegalArgumentException | ClassCastException unusable) {
      throw new CommandFailure(
          ExitCodes.UNREACHABLE,
          "'" + url + "' is not the address of a server",
          "Set CLAUDE_WORKER_SERVER_URL to something like http://localhost:8000, or unset it.");
    }
  }

  /** A server may refuse a body before it has read it all; then its answer counts, not the broken pipe. */
  private Optional<CommandFailure> answerBeforeTheEnd(HttpURLConnection connection) {
    try {
      return connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST
          ? Optional.of(failure(connection))
          : Optional.empty();
    } catch (IOException | JsonSyntaxException none) {
      return Optional.empty();
    }
  }

  private CommandFailure failure(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    JsonObject problem;
    try {
      problem = object(connection);
    } catch (JsonSyntaxException notJson) {
      problem = JsonObject.EMPTY;
    }
    return failure(status, problem);
  }

  private CommandFailure failure(int status, JsonObject problem) {
    return problem.get("detail").isPresent() ? new Problem(status, problem).asFailure() : notOurs();
  }

  private CommandFailure notOurs() {
    return new CommandFailure(
        ExitCodes.UNREACHABLE,
        "what answers at " + url + " is not a claude-worker server",
        "Check CLAUDE_WORKER_SERVER_URL, or see 'claude-worker server status'.");
  }

  private CommandFailure unreachable(IOException cause) {
    return new CommandFailure(
        ExitCodes.UNREACHABLE,
        "the server at " + url + " cannot be reached: " + describe(cause), ifUnreachable);
  }

  private static String describe(IOException cause) {
    if (cause instanceof UnknownHostException unknown) {
      return "no host '" + unknown.getMessage() + "' is known";
    }
    return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  private static JsonObject object(HttpURLConnection connection) throws IOException {
    return object(body(connection));
  }

  private static JsonObject object(String text) {
    if (text.isBlank()) {
      return JsonObject.EMPTY;
    }
    if (Json.parse(text) instanceof JsonObject object) {
      return object;
    }
    throw new JsonSyntaxException("not a JSON object");
  }

  private static String body(HttpURLConnection connection) throws IOException {
    boolean failed = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream in = failed ? connection.getErrorStream() : connection.getInputStream()) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
