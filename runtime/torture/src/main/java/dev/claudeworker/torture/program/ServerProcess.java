package dev.claudeworker.torture.program;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A server, started through the launcher as a process of its own, that can be killed, paused and ended. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
  private static final int POLL_MS = 20;

  private final Process process;
  private final Path home;
  private final long begunNanos;

  private ServerProcess(Process process, Path home, long begunNanos) {
    this.process = process;
    this.home = home;
    this.begunNanos = begunNanos;
  }

  /** Starts one and does not wait for it. What it prints is appended to {@code server.out} in its home. */
  public static ServerProcess begin(Installation program, Path home, Map<String, String> environment)
      throws IOException {
    var builder =
        program.command(home, environment, List.of("server", "start", "--foreground", "--port", "0"));
    builder.redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("server.out").toFile()));
    return new ServerProcess(builder.start(), home, System.nanoTime());
  }

  /**
   * Waits until it answers that it takes and runs tasks.
   *
   * @return how long that took since it was begun
   * @throws ServerGone if it ends instead, or takes longer than it may
   */
  public Duration awaitReady(Duration patience) throws ServerGone, IOException, InterruptedException {
    while (System.nanoTime() - begunNanos < patience.toNanos() && process.isAlive()) {
      OptionalInt port = port(home);
      if (port.isPresent() && recordedPid() == pid() && new Api(home).isReady()) {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
      }
      process.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
    }
    throw new ServerGone(
        process.isAlive() ? "the server is not ready after " + patience.toSeconds() + " s"
            : "the server ended with " + process.exitValue() + " instead of becoming ready",
        lastWords());
  }

  /** The port in the record of a home, if there is one. */
  static OptionalInt port(Path home) throws IOException {
    JsonObject found = recorded(home);
    return found.get("port").isPresent() ? OptionalInt.of((int) number(found, "port")) : OptionalInt.empty();
  }

  private long recordedPid() throws IOException {
    JsonObject found = recorded(home);
    return found.get("pid").isPresent() ? number(found, "pid") : -1;
  }

  /** What the server of a home has written of itself; empty if there is nothing. */
  public static JsonObject recorded(Path home) throws IOException {
    try {
      String text = Files.readString(home.resolve("server.json"));
      return new JacksonJsonCodec().parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (NoSuchFileException | JsonSyntaxException _) {
      return JsonObject.EMPTY;
    }
  }

  private static long number(JsonObject object, String member) {
    return object.get(member).orElseThrow() instanceof JsonNumber(var value) ? value.longValueExact() : -1;
  }

  /** The end of what it printed. */
  public String lastWords() throws IOException {
    Path file = home.resolve("server.out");
    if (!Files.exists(file)) {
      return "";
    }
    List<String> lines = Files.readAllLines(file);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** As a crash would: no chance to tidy up. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and waits. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** Waits until it has ended by itself. */
  public boolean awaitEnd(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Its exit code, once it has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Sends it a signal by name. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
