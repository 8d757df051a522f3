package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.RestClient.Answer;
import dev.claudeworker.security.AuthMode;
import dev.claudeworker.security.OwnSockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are well formed and mean harm. */
class RestHostileIT {

  private static final String TASKS = "/api/v1/tasks";
  private static final OwnSockets MINE = new OwnSockets((_, _) -> OptionalInt.of(1), OptionalInt.of(1));
  private static final OwnSockets NOBODYS = new OwnSockets((_, _) -> OptionalInt.of(2), OptionalInt.of(1));

  @TempDir
  Path home;

  private RestFixture server;

  private void start(AuthMode mode, OwnSockets sockets) throws Exception {
    server = new RestFixture(home, mode, sockets);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aTokenInTheAddressIsNotAccepted() throws Exception {
    start(AuthMode.LOCAL, NOBODYS);

    for (String target : List.of("/api/v1/tasks?token=", "/api/v1/tasks?access_token=", "/api/v1/tasks?api_key=",
        "/api/v1/tasks/")) {
      String refused = ask("GET " + target + RestFixture.TOKEN + " HTTP/1.1|Host: localhost");
      assertThat(refused).startsWith("HTTP/1.1 401").contains("token_missing").doesNotContain(RestFixture.TOKEN);
    }
    assertThat(ask("GET /api/v1/tasks HTTP/1.1|Host: localhost|Cookie: token=" + RestFixture.TOKEN))
        .startsWith("HTTP/1.1 401");
    assertThat(ask("GET http://x:" + RestFixture.TOKEN + "@localhost/api/v1/tasks HTTP/1.1|Host: localhost"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void aWrongTokenIsToldApartFromAMissingOneAndNeverRepeated() throws Exception {
    start(AuthMode.LOCAL, MINE);

    for (String header : List.of("Authorization: Bearer almost", "X-API-Token: almost", "Authorization: Basic almost",
        "Authorization: Bearer", "X-API-Token: ", "Authorization: Bearer " + RestFixture.TOKEN + "x",
        "Authorization: Bearer " + RestFixture.TOKEN.substring(1))) {
      assertThat(ask("GET /api/v1/tasks HTTP/1.1|Host: localhost|" + header)).as(header)
          .startsWith("HTTP/1.1 401")
          .contains("token_wrong", "the file 'token'")
          .doesNotContain("almost", RestFixture.TOKEN);
    }
    assertThat(ask("GET /api/v1/tasks HTTP/1.1|Host: localhost|Authorization: Bearer " + RestFixture.TOKEN
        + "|Authorization: Bearer x")).startsWith("HTTP/1.1 401");
  }

  @Test
  void pathsCannotLeaveTheirPlace() throws Exception {
    start(AuthMode.TOKEN, MINE);

    for (String path : List.of("/health/../api/v1/tasks", "/health/%2e%2e/api/v1/tasks", "/health%2f..%2fapi/v1/tasks",
        "/health/..;/api/v1/tasks", "//api/v1/tasks", "/./api/v1/tasks", "/health/", "/HEALTH/../api/v1/tasks")) {
      assertThat(ask("GET " + path + " HTTP/1.1|Host: localhost")).as(path)
          .doesNotContain("\"tasks\"")
          .containsPattern("^HTTP/1\\.1 (200|400|401|404)");
    }
    assertThat(ask("GET /health/../api/v1/tasks HTTP/1.1|Host: localhost")).startsWith("HTTP/1.1 401");
  }

  @Test
  void methodsThatNobodyNeedsDoNothing() throws Exception {
    start(AuthMode.LOCAL, MINE);

    assertThat(ask("TRACE /health HTTP/1.1|Host: localhost|X-Secret: s3cret")).startsWith("HTTP/1.1 405")
        .doesNotContain("s3cret");
    assertThat(ask("CONNECT localhost:1 HTTP/1.1|Host: localhost")).containsPattern("^HTTP/1\\.1 4");
    assertThat(ask("PUT /api/v1/tasks HTTP/1.1|Host: localhost|Content-Type: application/json|Content-Length: 0"))
        .startsWith("HTTP/1.1 405");
    String options = ask("OPTIONS /api/v1/tasks HTTP/1.1|Host: localhost");
    assertThat(options).startsWith("HTTP/1.1 204")
        .containsIgnoringCase("Allow: GET, HEAD, POST, OPTIONS")
        .doesNotContainIgnoringCase("Access-Control");
    assertThat(ask("OPTIONS /api/v1/tasks HTTP/1.1|Host: localhost|Origin: http://evil.example"
        + "|Access-Control-Request-Method: POST")).startsWith("HTTP/1.1 403");
  }

  @Test
  void aPageThatIsAllowedMayReadAnswersAndStillNeedsTheToken() throws Exception {
    start(AuthMode.LOCAL, MINE);
    String page = "|Origin: " + RestFixture.ALLOWED_ORIGIN;

    String preflight = ask("OPTIONS /api/v1/tasks HTTP/1.1|Host: localhost|Access-Control-Request-Method: POST"
        + "|Access-Control-Request-Headers: authorization,content-type" + page);
    assertThat(preflight).startsWith("HTTP/1.1 204")
        .containsIgnoringCase("access-control-allow-origin: " + RestFixture.ALLOWED_ORIGIN)
        .containsIgnoringCase("Authorization");
    assertThat(ask("GET /api/v1/tasks HTTP/1.1|Host: localhost" + page)).startsWith("HTTP/1.1 401");
    assertThat(ask("GET /api/v1/tasks HTTP/1.1|Host: localhost|Authorization: Bearer " + RestFixture.TOKEN + page))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("access-control-allow-origin: " + RestFixture.ALLOWED_ORIGIN);
    assertThat(ask("GET /api/v1/tasks HTTP/1.1|Host: evil.example" + page)).startsWith("HTTP/1.1 403");
  }

  @Test
  void ofAHeadRequestOnlyTheHeadIsAnswered() throws Exception {
    start(AuthMode.LOCAL, MINE);

    try (var connection = new RawConnection(server.port)) {
      connection.head("HEAD /api/v1/tasks HTTP/1.1|Host: localhost");
      assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200").containsIgnoringCase("content-length: ");
      connection.head("HEAD /api/v1/events HTTP/1.1|Host: localhost");
      assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200").contains("text/event-stream");
      // Had a body been sent, it would stand before this answer.
      connection.head("GET /health HTTP/1.1|Host: localhost");
      assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aPromptIsNeverAnOptionOrAPath() throws Exception {
    start(AuthMode.LOCAL, MINE);
    try (var client = server.client()) {
      for (String prompt : List.of("--dangerously-skip-permissions", "-p; rm -rf /", "$(id)", "../../etc/passwd")) {
        long id = client.submit(prompt);
        assertThat(client.get(TASKS + "/" + id).text("execution_prompt")).isEqualTo(prompt);
      }
    }
  }

  @Test
  void namesAndLabelsCannotBeginANewLine() throws Exception {
    start(AuthMode.LOCAL, MINE);
    try (var client = server.client()) {
      for (String field : List.of("\"name\":\"a\\nERROR b\"", "\"name\":\"\\u001b[2J\"", "\"model\":\"a\\rb\"",
          "\"labels\":{\"a\\nb\":\"c\"}", "\"labels\":{\"a\":\"b\\u0085c\"}")) {
        Answer refused = client.post(TASKS, "{\"execution_prompt\":\"x\"," + field + "}");
        assertThat(refused.status()).as(field).isEqualTo(422);
        assertThat(refused.text()).contains("control character", "one line");
      }
    }
  }

  @Test
  void numbersThatAreShortAndHugeAreRefused() throws Exception {
    start(AuthMode.LOCAL, MINE);
    try (var client = server.client()) {
      for (String field : List.of("\"priority\":1e999999999", "\"max_cost_usd\":1e-999999999",
          "\"timeout_seconds\":1e2000", "\"executor_options\":{\"max_turns\":1e999999999}",
          "\"depends_on\":[1e999999]")) {
        Answer refused = client.post(TASKS, "{\"execution_prompt\":\"x\"," + field + "}");
        assertThat(refused.status()).as(field).isEqualTo(400);
        assertThat(refused.text("code")).isEqualTo("invalid_json");
      }
    }
  }

  @Test
  void jsonThatIsNestedDeeplyIsRefused() throws Exception {
    start(AuthMode.LOCAL, MINE);
    try (var client = server.client()) {
      Answer refused = client.post(TASKS, "{\"executor_options\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("detail")).contains("deeper than");
    }
  }

  @Test
  void aLinkedDirectoryIsKeptAsWhatItWasWhenItWasChecked() throws Exception {
    start(AuthMode.LOCAL, MINE);
    Path target = Files.createDirectory(home.resolve("target")).toRealPath();
    Path link = Files.createSymbolicLink(home.resolve("link"), target);
    try (var client = server.client()) {
      Answer task = client.post(TASKS,
          "{\"execution_prompt\":\"x\",\"working_directory\":\"" + link + "\"}");
      assertThat(task.text("working_directory")).isEqualTo(target.toString());
      // The system goes through the link before it goes up; a path that is only shortened as text would not.
      Answer above = client.post(TASKS,
          "{\"execution_prompt\":\"x\",\"working_directory\":\"" + link + "/..\"}");
      assertThat(above.text("working_directory")).isEqualTo(home.toRealPath().toString());
    }
  }

  @Test
  void aCorrelationIdCannotForgeHeadersOrLogLines() throws Exception {
    start(AuthMode.LOCAL, MINE);
    try (var client = server.client()) {
      Answer answer = client.send("GET", "/health", new byte[0], Map.of("X-Correlation-Id", "a\u00e4b"));
      assertThat(answer.header("X-Correlation-Id")).get().asString().matches("[0-9a-f-]{36}");
    }
    assertThat(ask("GET /health HTTP/1.1|Host: localhost|X-Correlation-Id: " + "x".repeat(129)))
        .doesNotContain("x".repeat(129));
  }

  @Test
  void theCorrelationIdOfARequestStandsInItsTaskAndEvents() throws Exception {
    start(AuthMode.LOCAL, MINE);
    try (var client = server.client()) {
      Answer task = client.post(TASKS, "{\"execution_prompt\":\"x\"}", "X-Correlation-Id", "build-42");
      assertThat(task.text("correlation_id")).isEqualTo("build-42");
      assertThat(task.header("X-Correlation-Id")).contains("build-42");
      assertThat(client.get(TASKS + "/" + task.number("id") + "/events").objects("events"))
          .allSatisfy(event -> assertThat(event.text("correlation_id")).contains("build-42"));
    }
  }

  private String ask(String head) throws IOException {
    try (var connection = new RawConnection(server.port)) {
      return connection.head(head).response();
    }
  }
}
