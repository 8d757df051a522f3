package dev.claudeworker.bench;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A server started through the launcher, as a process of its own. */
final class RunningServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int POLL_MS = 2;

  private final Process process;
  private final Path home;
  private final int port;
  private final double readyMillis;

  private RunningServer(Process process, Path home, int port, double readyMillis) {
    this.process = process;
    this.home = home;
    this.port = port;
    this.readyMillis = readyMillis;
  }

  /** Starts one and waits until it answers that it is well. */
  static RunningServer start(Installation program, Path home, Map<String, String> environment) throws Exception {
    var builder = program.command(home, List.of("server", "start", "--foreground", "--port", "0"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(home.resolve("server.out").toFile());
    long before = System.nanoTime();
    Process process = builder.start();
    try {
      int port = awaitReady(process, home);
      return new RunningServer(process, home, port, (System.nanoTime() - before) / 1e6);
    } catch (Exception failed) {
      process.destroyForcibly();
      throw failed;
    }
  }

  private static int awaitReady(Process process, Path home) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      OptionalInt port = port(process, home);
      if (port.isPresent() && healthy(port.getAsInt())) {
        return port.getAsInt();
      }
      Thread.sleep(POLL_MS);
    }
    throw new IllegalStateException("the server did not start: " + Files.readString(home.resolve("server.out")));
  }

  /** From its record, if that is not one which a killed server left behind. */
  private static OptionalInt port(Process process, Path home) throws IOException {
    Path file = home.resolve("server.json");
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    try {
      var record = (JsonObject) new JacksonJsonCodec().parse(Files.readString(file));
      return number(record, "pid") == process.pid() ? OptionalInt.of((int) number(record, "port"))
          : OptionalInt.empty();
    } catch (java.nio.file.NoSuchFileException _) {
      return OptionalInt.empty();
    }
  }

  private static long number(JsonObject record, String member) {
    return ((JsonNumber) record.get(member).orElseThrow()).value().longValueExact();
  }

  private static boolean healthy(int port) {
    try (var connection = new HttpConnection(port, "none")) {
      return connection.get("/health").status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  HttpConnection connect() throws IOException {
    return new HttpConnection(port, Files.readString(home.resolve("token")).strip());
  }

  double readyMillis() {
    return readyMillis;
  }

  long pid() {
    return process.pid();
  }

  /** As a crash would: no chance to tidy up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
