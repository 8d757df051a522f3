package dev.claudeworker.cli.client;

import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonObject;
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
   * The process that wrote it, if that still runs. A process that began after the record was written has only inherited the
   * number.
   *
   * @return its handle
   */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::beganBeforeTheRecord);
  }

  private boolean beganBeforeTheRecord(ProcessHandle handle) {
    return handle.info().startInstant().map(began -> !began.isAfter(startedAt.plus(CLOCK_TOLERANCE))).orElse(true);
  }
}
