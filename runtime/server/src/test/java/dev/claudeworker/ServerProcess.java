package dev.claudeworker;

import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.ServerFiles;
import dev.claudeworker.home.ServerRecord;
import dev.claudeworker.json.JacksonJsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The server as a process of its own, with a constructed environment; ended by its id whatever the test does. */
final class ServerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path home;
  private final Process process;
  private final Path output;

  private ServerProcess(Path home, Process process, Path output) {
    this.home = home;
    this.process = process;
    this.output = output;
  }

  static ServerProcess start(Path home, Map<String, String> environment, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
        "-cp", System.getProperty("java.class.path"), "dev.claudeworker.Main"));
    command.addAll(List.of(words));
    Path output = Files.createTempFile(home.getParent(), "output", ".txt");
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().put("HOME", home.getParent().toString());
    builder.environment().put("CLAUDE_WORKER_HOME", home.toString());
    builder.environment().put("CLAUDE_WORKER_STORAGE_TYPE", "memory");
    builder.environment().putAll(environment);
    return new ServerProcess(home, builder.start(), output);
  }

  /** Starts a server on a free port and waits until it can be found. */
  static ServerProcess ready(Path home) throws IOException {
    var server = start(home, Map.of(), "--port", "0");
    server.awaitReady();
    return server;
  }

  ServerRecord awaitReady() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .failFast("the server ended", () -> !process.isAlive())
        .until(this::record, Optional::isPresent)
        .orElseThrow();
  }

  Optional<ServerRecord> record() throws IOException {
    return new ServerFiles(new HomeDirectory(home), new JacksonJsonCodec()).read()
        .filter(found -> found.pid() == process.pid());
  }

  RestClient client() throws IOException {
    return new RestClient(record().orElseThrow().port());
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the server does not end");
    }
    return process.exitValue();
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
