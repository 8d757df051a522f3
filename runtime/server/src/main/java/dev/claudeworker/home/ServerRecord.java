package dev.claudeworker.home;

import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/**
 * How others find a running server: the content of {@code server.json}.
 *
 * @param pid its process
 * @param host the address it listens on
 * @param port the port it listens on
 * @param startedAt when it started
 * @param incarnation new with every start; {@code /health} tells it too, so that a stale record is noticed
 * @param version the version of the program
 */
public record ServerRecord(long pid, String host, int port, Instant startedAt, UUID incarnation, String version) {

  JsonObject toJson() {
    return JsonObject.EMPTY.with("pid", pid)
        .with("host", host)
        .with("port", port)
        .with("started_at", startedAt.toString())
        .with("incarnation", incarnation.toString())
        .with("version", version);
  }

  /** Reads a record; empty if anything of it is missing or of another shape, as a half-written file would be. */
  static Optional<ServerRecord> fromJson(JsonObject json) {
    try {
      return Optional.of(new ServerRecord(
          number(json, "pid"),
          json.text("host").orElseThrow(),
          Math.toIntExact(number(json, "port")),
          Instant.parse(json.text("started_at").orElseThrow()),
          UUID.fromString(json.text("incarnation").orElseThrow()),
          json.text("version").orElseThrow()));
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException
        | NoSuchElementException _) {
      return Optional.empty();
    }
  }

  private static long number(JsonObject json, String name) {
    if (json.get(name).orElseThrow() instanceof JsonNumber(var value)) {
      return value.longValueExact();
    }
    throw new IllegalArgumentException(name + " is not a number");
  }
}
