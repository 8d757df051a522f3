package dev.claudeworker.cli.mcp;

import dev.claudeworker.cli.client.ServerApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The server's endpoint. Every message has a connection of its own, so that a connection which cannot be made proves that
 * nothing was sent. Safe for use from any thread.
 */
public final class Upstream {

  static final String SESSION = "Mcp-Session-Id";

  private static final String PATH = "/mcp";
  private static final String EVENTS = "text/event-stream";
  private static final int ACCEPTED = 202;

  private final Supplier<ServerApi> find;
  private final Supplier<ServerApi> findOrStart;
  private final String directory;
  private final AtomicReference<Optional<ServerApi>> known = new AtomicReference<>(Optional.empty());

  /**
   * Creates the way to the server.
   *
   * @param find finds a running server, or fails
   * @param findOrStart finds one or starts one, or fails
   * @param directory where the client works
   */
  public Upstream(Supplier<ServerApi> find, Supplier<ServerApi> findOrStart, Path directory) {
    this.find = find;
    this.findOrStart = findOrStart;
    this.directory = URLEncoder.encode(directory.toString(), StandardCharsets.UTF_8);
  }

  /** An answer: its status, what the server said of the session, and its messages, which come one by one. */
  final class Exchange implements AutoCloseable {

    private final HttpURLConnection connection;

    private Exchange(HttpURLConnection connection) {
      this.connection = connection;
    }

    int status() throws IOException {
      return connection.getResponseCode();
    }

    Optional<String> session() {
      return Optional.ofNullable(connection.getHeaderField(SESSION));
    }

    /** Hands on every message of the answer, until it is complete or its connection breaks. */
    void read(Consumer<String> messages) throws IOException {
      boolean failed = status() >= HttpURLConnection.HTTP_BAD_REQUEST;
      try (InputStream in = failed ? connection.getErrorStream() : connection.getInputStream()) {
        if (in == null || status() == ACCEPTED) {
          return;
        }
        if (Optional.ofNullable(connection.getContentType()).orElse("").startsWith(EVENTS)) {
          readEvents(in, messages);
        } else {
          String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          if (!body.isBlank()) {
            messages.accept(body);
          }
        }
      }
    }

    private static void readEvents(InputStream in, Consumer<String> messages) throws IOException {
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data:")) {
          messages.accept(line.substring("data:".length()));
        }
      }
    }

    /** Ends it, also while another thread reads. */
    @Override
    public void close() {
      connection.disconnect();
    }
  }

  /** Makes sure that a server is there, starting one if that is wanted. */
  synchronized ServerApi server() {
    ServerApi server = known.get().orElseGet(findOrStart);
    known.set(Optional.of(server));
    return server;
  }

  /** Forgets where the server was: it is gone. */
  void lost() {
    known.set(Optional.empty());
  }

  /** A running server; none is started. */
  ServerApi running() {
    return known.get().orElseGet(find);
  }

  /** Sends a message; when this returns, all of it is on its way. */
  Exchange post(ServerApi server, String message, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = open(server, "POST", headers);
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    // Also keeps the JDK from sending it again by itself when the connection breaks.
    connection.setFixedLengthStreamingMode(bytes.length);
    connection.connect();
    try (var out = connection.getOutputStream()) {
      out.write(bytes);
    } catch (IOException refusedEarly) {
      // The server may have answered before it had read everything; if it has not, reading the answer fails.
      connection.getResponseCode();
    }
    return new Exchange(connection);
  }

  /** Opens the stream of notifications of a session, or ends a session. */
  Exchange send(ServerApi server, String method, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = open(server, method, headers);
    connection.connect();
    return new Exchange(connection);
  }

  private HttpURLConnection open(ServerApi server, String method, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Accept", "application/json, " + EVENTS);
    all.put("Connection", "close");
    all.put("Claude-Worker-Directory", directory);
    return server.connection(method, PATH, all);
  }
}
