package dev.claudeworker.cli.client;

import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a server wrote about itself into {@code server.json}.
 *
 * @param pid its process
 * @param host the address it listens on
 * @param port the port it listens on
 * @param startedAt when it started
 * @param incarnation new with every start; its {@code /health} tells it too
 * @param version its version
 */
public record ServerRecord(long pid, String host, int port, Instant startedAt, String incarnation, String version) {

  /** Clocks jump and process start times are rounded: a process that began so much later is another one. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  /** No server takes so long from its first instruction to its record: a process that began earlier is another one. */
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  /** The class that the launcher starts as the server. */
  private static final String SERVER_CLASS = "dev.claudeworker.Main";

  private static final int MAX_PORT = 65_535;

  static Optional<ServerRecord> parse(String text) {
    try {
      return Json.parse(text) instanceof JsonObject json ? parse(json) : Optional.empty();
    } catch (JsonSyntaxException halfWritten) {
      return Optional.empty();
    }
  }

  private static Optional<ServerRecord> parse(JsonObject json) {
    long pid = Fields.count(json, "pid");
    long port = Fields.count(json, "port");
    Optional<String> host = Fields.text(json, "host");
    Optional<Instant> started = Fields.instant(json, "started_at");
    if (pid < 1 || port < 1 || port > MAX_PORT || host.isEmpty() || started.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ServerRecord(
            pid, host.get(), (int) port, started.get(), Fields.textOrEmpty(json, "incarnation"),
            Fields.textOrEmpty(json, "version")));
  }

  /**
   * Where to reach it from this machine: one that listens on all interfaces is reached by loopback.
   *
   * @return a URL without a slash at the end
   */
  public String url() {
    String reachable =
        switch (host) {
          case "0.0.0.0", "" -> "127.0.0.1";
          case "::", "0:0:0:0:0:0:0:0", "[::]" -> "[::1]";
          default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    return "http://" + reachable + ":" + port;
  }

  /**
   * The process that may have written it: one with its number that began at the right time and has not ended. Enough to try
   * to talk to it, never enough to end it.
   *
   * @return its handle
   */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::beganInTime).filter(_ -> !isZombie());
  }

  /**
   * The process, if it is proven to be a server: only such a process is ever sent a signal.
   *
   * @return its handle
   */
  public Optional<ProcessHandle> provenProcess() {
    return process().filter(handle -> commandLine(handle).contains(" " + SERVER_CLASS + " "));
  }

  /** From the process table where there is one to read: the JDK cuts a long command line, and a class path is long. */
  private static String commandLine(ProcessHandle handle) {
    try {
      return Files.readString(Path.of("/proc/" + handle.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException noProcFileSystem) {
      return handle.info().commandLine().orElse("");
    }
  }

  private boolean beganInTime(ProcessHandle handle) {
    return handle.info()
        .startInstant()
        .map(
            began -> !began.isAfter(startedAt.plus(CLOCK_TOLERANCE)) && !began.isBefore(startedAt.minus(LONGEST_START)))
        .orElse(false);
  }

  /** A process that was killed stays in the table until its parent asks for it, in a container without an init for ever. */
  private boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException noProcFileSystem) {
      return false;
    }
  }
}
