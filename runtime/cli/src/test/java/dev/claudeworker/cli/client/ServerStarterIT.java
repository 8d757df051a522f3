package dev.claudeworker.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.cli.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts real processes: scripts that stand in for the launcher, and answer through a stub. */
class ServerStarterIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir
  Path directory;

  private final StubServer stub = new StubServer();
  private final Map<String, String> environment = new HashMap<>();
  private Path home;

  @BeforeEach
  void serverIsReady() {
    home = directory.resolve("home");
    environment.put("CLAUDE_WORKER_HOME", home.toString());
    environment.put("PATH", System.getenv("PATH"));
    stub.on("GET /health/ready", "{'status':'ok'}").on("GET /health", "{'status':'ok','incarnation':'i'}");
  }

  @AfterEach
  void endServers() throws IOException {
    stub.close();
    if (Files.exists(home.resolve("started"))) {
      Files.readAllLines(home.resolve("started"))
          .forEach(
              pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
    }
  }

  @Test
  void startsTheServerInASessionOfItsOwnAndWaitsUntilItIsReady() throws Exception {
    launcher("ps -o sid= -p $$ > \"$CLAUDE_WORKER_HOME/session\"; echo \"$@\" > \"$CLAUDE_WORKER_HOME/arguments\"\n"
        + serve());

    StartedServer server = starter(PATIENCE).startUnlessRunning(List.of("--port", "9000"));

    assertThat(server.started()).isTrue();
    assertThat(server.api().url()).isEqualTo(stub.url());
    assertThat(home.resolve("arguments")).hasContent("server start --foreground --port 9000");
    long pid = Long.parseLong(Files.readString(home.resolve("started")).strip());
    assertThat(Files.readString(home.resolve("session")).strip()).isEqualTo(Long.toString(pid));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home))).isEqualTo("rwx------");
  }

  @Test
  void runningServerIsUsed() throws Exception {
    launcher(serve());
    starter(PATIENCE).startUnlessRunning(List.of());

    StartedServer again = starter(PATIENCE).startUnlessRunning(List.of());

    assertThat(again.started()).isFalse();
    assertThat(Files.readAllLines(home.resolve("started"))).hasSize(1);
  }

  @Test
  void manyAtOnceStartOneServer() throws Exception {
    launcher(serve());
    // Each in a process of its own, since a file lock belongs to the whole process.
    List<Callable<Integer>> starts = Collections.nCopies(4, this::startInAnotherJvm);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var start : threads.invokeAll(starts)) {
        assertThat(start.get()).isZero();
      }
    }

    assertThat(Files.readAllLines(home.resolve("started"))).hasSize(1);
  }

  @Test
  void serverThatDiesAtOnceSaysWhy() throws Exception {
    launcher("echo 'claude-worker: the disk is full' >&2; exit 1");

    assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> starter(PATIENCE).startUnlessRunning(List.of()))
        .withMessageContaining("exit code 1")
        .withMessageContaining("the disk is full")
        .extracting(CommandFailure::exitCode)
        .isEqualTo(ExitCodes.UNREACHABLE);
  }

  @Test
  void serverThatNeverAnswersIsReported() throws Exception {
    launcher("echo $$ > \"$CLAUDE_WORKER_HOME/started\"; exec sleep 60");

    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> starter(Duration.ofSeconds(1)).startUnlessRunning(List.of()))
        .withMessageContaining("did not answer within 1 s");
  }

  @Test
  void homeThatCannotBeMadeIsReported() throws Exception {
    Files.writeString(directory.resolve("file"), "");
    environment.put("CLAUDE_WORKER_HOME", directory.resolve("file/home").toString());

    assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> starter(PATIENCE).startUnlessRunning(List.of()))
        .withMessageContaining("cannot be made")
        .extracting(CommandFailure::suggestions)
        .asString()
        .contains("CLAUDE_WORKER_HOME");
  }

  @Test
  void whereNothingCanBeDetachedAPersonIsToldToOpenAWindow() {
    Home there = Home.of(environment);
    var starter = new ServerStarter(environment, there, new ServerLocator(environment, there), PATIENCE, false);

    assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> starter.startUnlessRunning(List.of()))
        .withMessageContaining("none can be started in the background")
        .satisfies(failure -> assertThat(failure.suggestions()).singleElement().asString().contains("--foreground"));
    assertThat(home).doesNotExist();
  }

  @Test
  void withoutLauncherNothingCanBeStarted() {
    assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> starter(PATIENCE).startUnlessRunning(List.of()))
        .withMessageContaining("CLAUDE_WORKER_LAUNCHER");
  }

  /** Writes server.json as the server does, pointing at the stub, and stays. */
  private String serve() {
    return """
        echo $$ >> "$CLAUDE_WORKER_HOME/started"
        printf '{"pid":%%d,"host":"127.0.0.1","port":%d,"started_at":"%%s","incarnation":"i","version":"1"}' \
          $$ "$(date -u +%%Y-%%m-%%dT%%H:%%M:%%SZ)" > "$CLAUDE_WORKER_HOME/server.json"
        exec sleep 60
        """.formatted(stub.port());
  }

  private void launcher(String script) throws IOException {
    Path launcher = directory.resolve("launcher");
    Files.writeString(launcher, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    environment.put("CLAUDE_WORKER_LAUNCHER", launcher.toString());
  }

  private ServerStarter starter(Duration patience) {
    Home where = Home.of(environment);
    return new ServerStarter(environment, where, new ServerLocator(environment, where), patience);
  }

  private int startInAnotherJvm() throws Exception {
    var builder = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
        System.getProperty("java.class.path"), "dev.claudeworker.cli.Main", "server", "start");
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile()).start();
    try {
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }
}
