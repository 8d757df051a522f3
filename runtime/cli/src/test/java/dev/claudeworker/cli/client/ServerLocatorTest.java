package dev.claudeworker.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLocatorTest {

  @TempDir
  Path directory;

  private final StubServer server = new StubServer();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void homeHasAToken() throws IOException {
    environment.put("CLAUDE_WORKER_HOME", directory.toString());
    Files.writeString(directory.resolve("token"), "the-token\n");
    server.on("GET /x", "{}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void withoutAnyHintThereIsNoServer() {
    assertThat(locator().find()).isEmpty();
  }

  @Test
  void recordOfALivingProcessIsBelieved() throws IOException {
    writeRecord(ProcessHandle.current().pid(), ownStart(), "any");

    locator().find().orElseThrow().get("/x");

    assertThat(authorizationOf("/x")).isEqualTo("Bearer the-token");
    assertThat(server.asked).extracting(StubServer.Asked::path).containsExactly("/x");
  }

  @Test
  void recordOfADeadProcessIsStale() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    writeRecord(dead.pid(), Instant.now(), "old");
    server.on("GET /health", "{'status':'ok','incarnation':'new'}");

    assertThat(locator().find()).isEmpty();
    assertThat(authorizationOf("/health")).isEmpty();
  }

  @Test
  void processThatBeganLongAfterTheRecordHasOnlyInheritedItsNumber() throws IOException {
    writeRecord(ProcessHandle.current().pid(), Instant.parse("2020-01-01T00:00:00Z"), "old");

    assertThat(locator().find()).isEmpty();
  }

  @Test
  void processThatBeganLongBeforeTheRecordIsAnother() throws IOException {
    writeRecord(ProcessHandle.current().pid(), ownStart().plusSeconds(3600), "old");

    assertThat(locator().find()).isEmpty();
  }

  @Test
  void processWithoutItsPortIsNoServer() throws IOException {
    writeRecord(ProcessHandle.current().pid(), ownStart(), "any");
    server.close();

    assertThat(locator().find()).isEmpty();
  }

  @Test
  void onlyAProcessThatRunsTheServersClassIsProven() throws IOException {
    writeRecord(ProcessHandle.current().pid(), ownStart(), "any");

    ServerRecord record = Home.of(environment).serverRecord().orElseThrow();

    assertThat(record.process()).isPresent();
    assertThat(record.provenProcess()).isEmpty();
  }

  @Test
  void serverWhoseProcessCannotBeSeenIsAskedWhoItIs() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    writeRecord(dead.pid(), Instant.now(), "same");
    server.on("GET /health", "{'status':'ok','incarnation':'same'}");

    assertThat(locator().find()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{\"pid\":1}", "{\"pid\":1,\"host\":\"h\",\"port\":99999,\"started_at\":\"now\"}"})
  void damagedRecordIsNoServer(String content) throws IOException {
    Files.writeString(directory.resolve("server.json"), content);

    assertThat(locator().find()).isEmpty();
  }

  @Test
  void namedServerWins() throws IOException {
    writeRecord(ProcessHandle.current().pid(), ownStart(), "any");
    environment.put("CLAUDE_WORKER_SERVER_URL", "http://localhost:1/");

    assertThat(locator().find().orElseThrow().url()).isEqualTo("http://localhost:1");
    assertThat(locator().isNamed()).isTrue();
  }

  @Test
  void tokenOfTheEnvironmentWins() {
    environment.put("CLAUDE_WORKER_SERVER_URL", server.url());
    environment.put("CLAUDE_WORKER_ACCESS_TOKEN", "given");

    locator().find().orElseThrow().get("/x");

    assertThat(authorizationOf("/x")).isEqualTo("Bearer given");
  }

  @ParameterizedTest
  @CsvSource({"http://127.0.0.1:80, true", "http://localhost, true", "https://[::1]:8/x, true",
    "http://127.0.0.1.evil.com, false",
    "http://localhost.evil.com:80, false", "http://example.com/?http://localhost, false",
    "http://10.0.0.1:8000, false"})
  void onlyLoopbackIsThisMachine(String url, boolean expected) {
    assertThat(ServerApi.isOnThisMachine(url)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, http://127.0.0.1:8000", "0.0.0.0, http://127.0.0.1:8000", "::, http://[::1]:8000",
    "fe80::1, http://[fe80::1]:8000", "worker.local, http://worker.local:8000"})
  void serverOnAllInterfacesIsReachedByLoopback(String host, String expected) {
    assertThat(new ServerRecord(1, host, 8000, Instant.EPOCH, "", "").url()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"'', /u/.claude-worker", "/abs/home, /abs/home", "~/cw, /u/cw", "~, /u"})
  void homeIsWhereTheEnvironmentSays(String chosen, String expected) {
    assertThat(Home.of(Map.of("HOME", "/u", "CLAUDE_WORKER_HOME", chosen)).directory()).isEqualTo(Path.of(expected));
  }

  private static Instant ownStart() {
    return ProcessHandle.current().info().startInstant().orElseThrow();
  }

  private String authorizationOf(String path) {
    return server.asked.stream()
        .filter(asked -> asked.path().equals(path))
        .findFirst()
        .orElseThrow()
        .headers()
        .getOrDefault("Authorization", List.of(""))
        .getFirst();
  }

  private ServerLocator locator() {
    return new ServerLocator(environment, Home.of(environment));
  }

  private void writeRecord(long pid, Instant startedAt, String incarnation) throws IOException {
    Files.writeString(directory.resolve("server.json"),
        "{\"pid\":%d,\"host\":\"127.0.0.1\",\"port\":%d,\"started_at\":\"%s\",\"incarnation\":\"%s\",\"version\":\"1\"}"
            .formatted(pid, server.port(), startedAt, incarnation));
  }
}
