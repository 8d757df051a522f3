package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.SecretFile;
import dev.claudeworker.home.ServerRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process: start, signals, exit codes, and what it leaves in its home. */
class MainIT {

  @TempDir
  Path directory;

  private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    home = directory.resolve("home with blanks");
    MemoryPluginJar.write(home.resolve("plugins"));
  }

  @Test
  void aSignalStopsItCleanlyAndWhatWasPublishedIsGone() throws Exception {
    try (var server = ServerProcess.ready(home)) {
      try (var client = server.client()) {
        assertThat(client.get("/health").text("incarnation"))
            .isEqualTo(server.record().orElseThrow().incarnation().toString());
        assertThat(client.get("/api/v1/plugins").text()).contains("storage-memory", "\"state\":\"active\"");
      }
      assertThat(Files.readString(home.resolve("server.pid"))).isEqualTo(server.pid() + "\n");
      server.terminate();

      assertThat(server.awaitExit()).as(server.output()).isZero();
      assertThat(server.output()).contains("ready in ").contains("stopped");
      assertThat(home.resolve("server.json")).doesNotExist();
      assertThat(home.resolve("server.pid")).doesNotExist();
    }
  }

  @Test
  void whatIsMadeAtFirstStartIsForTheOwnerAlone() throws Exception {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var server = ServerProcess.ready(home)) {
      assertMode("rwx------", home, home.resolve("data"), home.resolve("plugins"), home.resolve("attempts"));
      assertMode("rw-------", home.resolve("token"), home.resolve("server.json"), home.resolve("server-id"));
      assertThat(Files.readString(home.resolve("token")).strip()).hasSizeGreaterThan(40);
      assertThat(server.output()).doesNotContain(Files.readString(home.resolve("token")).strip());
      Path log = home.resolve("claude-worker.log");
      await().until(() -> Files.readString(log).contains("ready in "));
      assertThat(Files.readString(log)).doesNotContain(Files.readString(home.resolve("token")).strip());
    }
  }

  @Test
  void aTakenPortMovesOnOnlyIfThatIsWanted() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      try (var server = ServerProcess.start(home, Map.of(), "--port", port)) {
        assertThat(server.awaitExit()).isEqualTo(ExitCode.FAILED.number());
        assertThat(server.output()).contains("the port is taken", "--auto-port");
      }
      try (var server = ServerProcess.start(home, Map.of(), "--auto-port", "--port", port)) {
        assertThat(server.awaitReady().port()).isNotEqualTo(taken.getLocalPort());
      }
    }
  }

  @Test
  void aSecondServerInTheSameHomeSaysSoAndEnds() throws Exception {
    try (var first = ServerProcess.ready(home); var second = ServerProcess.start(home, Map.of(), "--port", "0")) {
      assertThat(second.awaitExit()).isEqualTo(ExitCode.ALREADY_RUNNING.number());
      assertThat(second.output()).contains("another server works in the home", "process " + first.pid(),
          // Other commands have no flag for it.
          "another home with CLAUDE_WORKER_HOME");
      assertThat(first.record()).isPresent();
    }
  }

  @Test
  void ofTwoServersStartedAtOnceOneRuns() throws Exception {
    try (var one = ServerProcess.start(home, Map.of(), "--port", "0");
        var other = ServerProcess.start(home, Map.of(), "--port", "0")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> one.hasEnded() || other.hasEnded());
      var loser = one.hasEnded() ? one : other;
      var winner = loser == one ? other : one;
      assertThat(loser.awaitExit()).isEqualTo(ExitCode.ALREADY_RUNNING.number());
      winner.awaitReady();
    }
  }

  @Test
  void afterAKillTheNextServerTakesThePortAgainAndTheOldRecordDisturbsNobody() throws Exception {
    ServerRecord before;
    String id;
    try (var killed = ServerProcess.ready(home)) {
      before = killed.record().orElseThrow();
      id = Files.readString(home.resolve("server-id"));
      killed.kill();
    }
    // The pid of the killed server now belongs to somebody else: this very process.
    Files.writeString(home.resolve("server.json"), Files.readString(home.resolve("server.json"))
        .replace("\"pid\":" + before.pid(), "\"pid\":" + ProcessHandle.current().pid()));
    try (var next = ServerProcess.ready(home)) {
      ServerRecord after = next.record().orElseThrow();
      assertThat(after.port()).isEqualTo(before.port());
      assertThat(after.incarnation()).isNotEqualTo(before.incarnation());
      assertThat(home.resolve("server-id")).hasContent(id);
    }
  }

  @Test
  void aTokenThatWasReplacedIsRefusedAfterTheNextStartAndTheNewOneTakenAtOnce() throws Exception {
    var token = SecretFile.token(new HomeDirectory(home));
    String before;
    String after;
    try (var first = ServerProcess.ready(home)) {
      before = token.find().orElseThrow();
      after = token.replace(new SecureRandom());
      try (var client = first.client()) {
        assertThat(statusWith(client, after)).as("else no command reaches the server that runs").isEqualTo(200);
        assertThat(statusWith(client, before)).isEqualTo(200);
      }
    }
    try (var next = ServerProcess.start(home, Map.of("CLAUDE_WORKER_SECURITY_AUTH", "token"), "--port", "0")) {
      next.awaitReady();
      try (var client = next.client()) {
        assertThat(statusWith(client, after)).isEqualTo(200);
        assertThat(statusWith(client, before)).isEqualTo(401);
      }
    }
  }

  private static int statusWith(RestClient client, String token) {
    return client.send("GET", "/api/v1/tasks", new byte[0], Map.of("Authorization", "Bearer " + token)).status();
  }

  @Test
  void ifThePortOfTheLastTimeIsTakenAnotherOneIsFound() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(home.resolve("server.port"), taken.getLocalPort() + "\n");
      try (var server = ServerProcess.ready(home)) {
        assertThat(server.record().orElseThrow().port()).isNotEqualTo(taken.getLocalPort());
      }
    }
  }

  @Test
  void aChosenPortThatIsTakenIsAnError() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var server = ServerProcess.start(home, Map.of(), "--port=" + taken.getLocalPort())) {
      assertThat(server.awaitExit()).isEqualTo(ExitCode.FAILED.number());
      assertThat(server.output()).contains("127.0.0.1:" + taken.getLocalPort(), "the port is taken", "--port");
      assertThat(home.resolve("server.json")).doesNotExist();
    }
  }

  @Test
  void aRequestStopsIt() throws Exception {
    try (var server = ServerProcess.ready(home)) {
      try (var client = server.client()) {
        assertThat(client.post("/api/v1/server/stop", "{}").status()).isEqualTo(202);
      }
      assertThat(server.awaitExit()).as(server.output()).isZero();
    }
  }

  @Test
  void wrongArgumentsAndWrongConfigurationAreBadUsage() throws Exception {
    assertEnds(ExitCode.BAD_USAGE, Map.of(), List.of("--prot", "1"), "unknown argument '--prot'", "--port");
    assertEnds(ExitCode.BAD_USAGE, Map.of(), List.of("--port"), "needs a value");
    assertEnds(ExitCode.BAD_USAGE, Map.of("CLAUDE_WORKER_PORT", "x"), List.of(), "server.port", "CLAUDE_WORKER_PORT");
    assertEnds(ExitCode.BAD_USAGE, Map.of("CLAUDE_WORKER_PLUGINS_STORAGE_MEMORY_BROKEN", "perhaps"), List.of(),
        "plugins.storage-memory.broken", "CLAUDE_WORKER_PLUGINS_STORAGE_MEMORY_BROKEN", "true or false");
    Files.writeString(home.resolve("config.yaml"), "retry:\n  initial_delay: 2m\n  max_delay: 1m\n");
    assertEnds(ExitCode.BAD_USAGE, Map.of(), List.of(), "max_delay");
  }

  @Test
  void aStorageThatCannotBeOpenedIsAFailureWithWhatToDo() throws Exception {
    assertEnds(ExitCode.FAILED, Map.of("CLAUDE_WORKER_PLUGINS_STORAGE_MEMORY_BROKEN", "true"), List.of(),
        "the storage is damaged", "Restore a backup.");
    assertEnds(ExitCode.FAILED, Map.of("CLAUDE_WORKER_STORAGE_TYPE", "memroy"), List.of(),
        "memroy", "Did you mean 'memory'?");
  }

  @Test
  void aHomeThatCannotBeUsedIsAFailureWithWhatToDo() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertEnds(ExitCode.FAILED, Map.of("CLAUDE_WORKER_HOME", file.toString()), List.of(), "not a directory", "--home");
  }

  @Test
  void helpAndVersionStartNothing() throws Exception {
    assertEnds(ExitCode.STOPPED, Map.of(), List.of("server", "start", "--foreground", "--help"), "Usage:", "--port",
        "Examples:");
    assertEnds(ExitCode.STOPPED, Map.of(), List.of("--version"), "");
    assertThat(home.resolve("token")).doesNotExist();
  }

  private void assertEnds(ExitCode code, Map<String, String> environment, List<String> words, String... said)
      throws Exception {
    try (var server = ServerProcess.start(home, environment, words.toArray(String[]::new))) {
      assertThat(server.awaitExit()).as(server.output()).isEqualTo(code.number());
      assertThat(server.output()).contains(said);
    }
  }

  private static void assertMode(String mode, Path... files) throws IOException {
    for (Path file : files) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString())
          .isEqualTo(mode);
    }
  }
}
