package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.http.Access;
import dev.claudeworker.security.AuthMode;
import dev.claudeworker.security.OwnSockets;
import dev.claudeworker.security.SocketOwners;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forged requests over raw sockets. */
class RestSecurityIT {

  private static final OwnSockets MINE = new OwnSockets((_, _) -> OptionalInt.of(1000), OptionalInt.of(1000));
  private static final OwnSockets SOMEBODY_ELSES = new OwnSockets((_, _) -> OptionalInt.of(1001), OptionalInt.of(1000));
  private static final String BEARER = "|Authorization: Bearer " + RestFixture.TOKEN;

  @TempDir
  Path home;

  private RestFixture server;

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aProgramOfTheSameUserIsServedAndFoundOutByItsSocket() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, OwnSockets.ofThisMachine());

    assertStatus(OwnSockets.ofThisMachine().canTell() ? 200 : 401, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost"));
  }

  @Test
  void anotherUserOfTheMachineNeedsTheToken() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, SOMEBODY_ELSES);

    String refused = ask("GET /api/v1/tasks HTTP/1.1|Host: localhost");
    assertStatus(401, refused);
    assertThat(refused)
        .contains("WWW-Authenticate: Bearer", "application/problem+json", "token_missing", "\"suggestion\"")
        .doesNotContain(RestFixture.TOKEN);
    assertStatus(200, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost" + BEARER));
    assertStatus(200, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost|X-API-Token: " + RestFixture.TOKEN));
  }

  @Test
  void whereOwnersCannotBeLookedUpTheTokenIsNeeded() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, new OwnSockets(SocketOwners.UNKNOWN, OptionalInt.empty()));

    assertStatus(401, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost"));
    assertStatus(200, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost" + BEARER));
  }

  @Test
  void inTokenModeTheSameUserNeedsItToo() throws Exception {
    server = new RestFixture(home, AuthMode.TOKEN, MINE);

    assertStatus(401, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost"));
    assertStatus(401, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost|Authorization: Bearer wrong"));
    assertStatus(200, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost" + BEARER));
  }

  @Test
  void aReboundNameIsRefusedForEveryRouteEvenWithTheToken() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, MINE);

    for (String path : List.of("/health", "/api/v1/tasks", "/mcp", "/nothing")) {
      for (String host : List.of("evil.example", "evil.example:" + server.port, "localhost.evil.example",
          "127.0.0.2")) {
        String answer = ask("GET " + path + " HTTP/1.1|Host: " + host + BEARER);
        assertStatus(403, answer);
        assertThat(answer).contains("host_unknown");
      }
    }
    assertStatus(400, ask("GET /health HTTP/1.1|Host: localhost|Host: evil.example"));
    assertStatus(400, ask("GET /health HTTP/1.0"));
  }

  @Test
  void anAbsoluteAddressDoesNotReplaceTheHostThatIsChecked() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, MINE);

    assertStatus(400, ask("GET http://evil.example/api/v1/tasks HTTP/1.1|Host: localhost"));
    assertStatus(400, ask("GET http://localhost/api/v1/tasks HTTP/1.1|Host: evil.example"));
  }

  @Test
  void pagesOfOtherOriginsAreRefused() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, MINE);

    for (String origin : List.of("http://evil.example", "null", "http://localhost",
        "https://localhost:" + server.port)) {
      assertStatus(403,
          ask("GET /api/v1/tasks HTTP/1.1|Host: localhost:" + server.port + "|Origin: " + origin + BEARER));
    }
    assertStatus(200, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost:" + server.port + "|Origin: http://localhost:"
        + server.port + BEARER));
  }

  @Test
  void aBrowserOfTheSameUserNeedsTheToken() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, MINE);

    assertStatus(401, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost|Sec-Fetch-Site: none"));
    assertStatus(401, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost|sec-fetch-MODE: no-cors"));
    assertThat(ask("GET /mcp HTTP/1.1|Host: localhost|sec-fetch-mode: cors")).as("as Node's fetch sends it")
        .startsWith("HTTP/1.1 401")
        .contains("Node.js", "'token' in the server's home");
    assertStatus(401, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost:1|Origin: http://localhost:1"));
    assertStatus(401, ask("GET /api/v1/tasks HTTP/1.1|Host: localhost|X-Forwarded-For: 203.0.113.9"));
  }

  @Test
  void aFormOfAWebPageChangesNothing() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, MINE);
    String body = "{\"execution_prompt\":\"x\"}";

    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
      assertStatus(415, askWithBody("POST /api/v1/tasks HTTP/1.1|Host: localhost|Content-Type: " + type, body));
    }
    assertStatus(415, askWithBody("POST /api/v1/tasks HTTP/1.1|Host: localhost", body));
    assertStatus(415, ask("POST /api/v1/queue/pause HTTP/1.1|Host: localhost|Content-Length: 0"));
    assertThat(server.core.queue().counts().values()).allMatch(count -> count == 0);
    assertStatus(201, askWithBody(
        "POST /api/v1/tasks HTTP/1.1|Host: localhost|Content-Type: application/JSON; charset=utf-8", body));
  }

  @Test
  void onlyHealthIsOpen() throws Exception {
    server = new RestFixture(home, AuthMode.TOKEN, MINE);

    assertThat(server.routes.routes().stream().filter(route -> route.access() == Access.OPEN))
        .singleElement()
        .satisfies(route -> assertThat(route.path()).isEqualTo("/health"));
    for (var route : server.routes.routes()) {
      String path = route.path().replaceAll("\\{[a-z_]+}", "1");
      assertStatus(route.access() == Access.OPEN ? 200 : 401, ask(route.method() + " " + path
          + " HTTP/1.1|Host: localhost|Content-Type: application/json|Content-Length: 0"));
    }
    assertStatus(401, ask("GET /not/there HTTP/1.1|Host: localhost"));
    assertStatus(401, ask("GET /api/v1/../../health/live HTTP/1.1|Host: localhost"));
  }

  @Test
  void aStrangersBodyIsNotReadBeforeItIsRefused() throws Exception {
    server = new RestFixture(home, AuthMode.TOKEN, MINE);

    try (var connection = new RawConnection(server.port)) {
      connection.head(
          "POST /api/v1/tasks HTTP/1.1|Host: localhost|Content-Type: application/json|Content-Length: 1000000000");
      assertStatus(401, connection.readToEnd());
    }
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItIsSent() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, MINE);

    try (var connection = new RawConnection(server.port)) {
      connection
          .head("POST /api/v1/tasks HTTP/1.1|Host: localhost|Content-Type: application/json|Content-Length: 1000000000"
              + "|Expect: 100-continue");
      assertStatus(413, connection.readToEnd());
    }
  }

  @Test
  void aBodyInChunksIsCutOffAtTheLimit() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, MINE);

    try (var connection = new RawConnection(server.port)) {
      connection.head(
          "POST /api/v1/tasks HTTP/1.1|Host: localhost|Content-Type: application/json|Transfer-Encoding: chunked");
      for (int sent = 0; sent <= RestFixture.MAX_BODY; sent += 0x1000) {
        connection.send("1000\r\n" + "x".repeat(0x1000) + "\r\n");
      }
      assertStatus(413, connection.response());
    }
  }

  @Test
  void aClientThatIsAskedToGoOnSendsItsBody() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, MINE);
    String body = "{\"execution_prompt\":\"x\"}";

    try (var connection = new RawConnection(server.port)) {
      connection.head("POST /api/v1/tasks HTTP/1.1|Host: localhost|Content-Type: application/json|Content-Length: "
          + body.length() + "|Expect: 100-continue");
      assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
      assertStatus(201, connection.send(body).response());
    }
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedForLong() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, MINE);

    try (var connection = new RawConnection(server.port)) {
      connection.head("POST /api/v1/tasks HTTP/1.1|Host: localhost|Content-Type: application/json|Content-Length: 100");
      assertStatus(408, connection.response());
    }
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, MINE);

    try (var connection = new RawConnection(server.port)) {
      connection.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Flood: " + "x".repeat(20_000) + "\r\n\r\n");
      assertStatus(431, connection.readUntil("\r\n"));
    }
  }

  @Test
  void requestsOnOneConnectionAreAnsweredOneAfterTheOther() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, MINE);

    try (var connection = new RawConnection(server.port)) {
      for (int i = 0; i < 20; i++) {
        String answer = connection.head("GET /api/v1/tasks HTTP/1.1|Host: localhost").response();
        assertStatus(200, answer);
        assertThat(answer).doesNotContainIgnoringCase("connection: close");
      }
    }
  }

  private String ask(String head) throws IOException {
    try (var connection = new RawConnection(server.port)) {
      return connection.head(head).response();
    }
  }

  private String askWithBody(String head, String body) throws IOException {
    try (var connection = new RawConnection(server.port)) {
      return connection.head(head + "|Content-Length: " + body.length()).send(body).response();
    }
  }

  private static void assertStatus(int status, String answer) {
    assertThat(answer).containsPattern("^HTTP/1\\.[01] " + status);
  }
}
