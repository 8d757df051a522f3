package dev.claudeworker.http;

import dev.claudeworker.spi.storage.RegisteredServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks another server of the same storage for what only its machine has. The access token is shown only where one is asked
 * for: servers of one team have the same.
 */
final class OtherServer {

  /** Names the server that is meant, and keeps it from asking a third one. */
  static final String MEANT = "X-Claude-Worker-Server";

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int UNAUTHORIZED = 401;
  private static final int OK = 200;

  private final String token;

  /**
   * Made when a server is asked for the first time: it reads all certificates of the machine, for which a server that starts
   * alone would need a tenth of its time. Guarded by the monitor of this object.
   */
  private Optional<HttpClient> http = Optional.empty();

  OtherServer(String token) {
    this.token = token;
  }

  /** The body of the answer to a GET; throws a problem that says what to do if there is none. */
  byte[] get(RegisteredServer server, String pathAndQuery) throws IOException {
    String address = server.entry().address().orElseThrow(() -> unreachable(server, "it has no address"));
    try {
      var request =
          HttpRequest.newBuilder(URI.create(address + pathAndQuery)).timeout(ANSWER).header(MEANT, server.id());
      var answer = send(request);
      if (answer.statusCode() == UNAUTHORIZED) {
        answer = send(request.header("Authorization", "Bearer " + token));
      }
      if (answer.statusCode() != OK) {
        throw unreachable(server, address + " answers " + answer.statusCode());
      }
      return answer.body();
    } catch (IllegalArgumentException notAnAddress) {
      throw unreachable(server, "its address is not one");
    } catch (IOException failed) {
      throw unreachable(server, address + " does not answer");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unreachable(server, "this server is stopping");
    }
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http().send(request.GET().build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private synchronized HttpClient http() {
    return http.orElseGet(() -> {
      HttpClient created = HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
      http = Optional.of(created);
      return created;
    });
  }

  private static ProblemException unreachable(RegisteredServer server, String why) {
    return new ProblemException(
        Problem.of(
            502,
            "log_elsewhere",
            "The log is on the machine of server '" + server.entry().name() + "', and " + why + ".",
            "Ask that server, or set its server.advertise to an address that reaches it from here, and give all servers the"
                + " same access token (CLAUDE_WORKER_ACCESS_TOKEN)."));
  }
}
