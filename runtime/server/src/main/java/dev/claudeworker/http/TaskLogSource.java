package dev.claudeworker.http;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.attempt.AttemptLogLine;
import dev.claudeworker.attempt.AttemptLogPage;
import dev.claudeworker.attempt.AttemptLogReader;
import dev.claudeworker.attempt.LogLevel;
import dev.claudeworker.fleet.Fleet;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.TaskId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What attempts left behind: files of this machine, or asked for from the server on whose machine they are. */
final class TaskLogSource {

  private final TaskQueue queue;
  private final AttemptDirectories directories;
  private final Fleet fleet;
  private final OtherServer others;
  private final JsonCodec json;

  TaskLogSource(TaskQueue queue, AttemptDirectories directories, Fleet fleet, OtherServer others, JsonCodec json) {
    this.queue = queue;
    this.directories = directories;
    this.fleet = fleet;
    this.others = others;
    this.json = json;
  }

  /** The server that has the files of an attempt; empty = this one, or nobody. */
  Optional<RegisteredServer> elsewhere(TaskId task, int attempt) {
    if (Files.isDirectory(directories.attempt(task, attempt))) {
      return Optional.empty();
    }
    return queue.attempts(task)
        .stream()
        .filter(one -> one.number() == attempt)
        .map(Attempt::server)
        .filter(server -> !server.equals(fleet.selfId()))
        .findFirst()
        .flatMap(fleet::find);
  }

  /** The pages of a task; {@code local} = only those of this machine. For one reader, which it remembers things for. */
  Pages pages(TaskId task, boolean local, int maxBytes) {
    return new Pages(task, local, maxBytes);
  }

  byte[] raw(RegisteredServer server, TaskId task, int attempt, String stream, long offset) throws IOException {
    return others.get(server, path(task, attempt, offset) + "&raw=" + stream);
  }

  private static String path(TaskId task, int attempt, long offset) {
    return Route.BASE + "/tasks/" + task + "/logs?attempt=" + attempt + "&offset=" + offset;
  }

  /** Reads pages of the attempts of one task. */
  final class Pages implements dev.claudeworker.stream.AttemptPages {

    private final TaskId task;
    private final boolean local;
    private final int maxBytes;
    private final Map<Integer, RegisteredServer> remote = new ConcurrentHashMap<>();

    private Pages(TaskId task, boolean local, int maxBytes) {
      this.task = task;
      this.local = local;
      this.maxBytes = maxBytes;
    }

    @Override
    public AttemptLogPage read(int attempt, LogLevel level, long offset) throws IOException {
      Optional<RegisteredServer> server = local ? Optional.empty() : server(attempt);
      return server.isPresent()
          ? page(others.get(server.get(), path(task, attempt, offset) + "&level=" + word(level)))
          : AttemptLogReader.read(directories.log(task, attempt), level, offset, maxBytes);
    }

    private Optional<RegisteredServer> server(int attempt) {
      Optional<RegisteredServer> known = Optional.ofNullable(remote.get(attempt));
      Optional<RegisteredServer> found = known.isPresent() ? known : elsewhere(task, attempt);
      found.ifPresent(server -> remote.put(attempt, server));
      return found;
    }

    private AttemptLogPage page(byte[] body) throws IOException {
      if (json.parse(new String(body, StandardCharsets.UTF_8)) instanceof JsonObject page
          && page.get("lines").orElse(null) instanceof JsonArray(var lines)
          && page.get("offset").orElse(null) instanceof JsonNumber(var end)) {
        List<AttemptLogLine> read = lines.stream().map(JsonObject.class::cast).map(Pages::line).toList();
        return new AttemptLogPage(read, end.longValueExact());
      }
      throw new IOException("another server answered something that is no page of a log");
    }

    private static AttemptLogLine line(JsonObject line) {
      return new AttemptLogLine(
          Instant.parse(line.text("at").orElseThrow()),
          LogLevel.valueOf(line.text("level").orElseThrow().toUpperCase(Locale.ROOT)),
          line.text("text").orElse(""));
    }

    private static String word(LogLevel level) {
      return level.name().toLowerCase(Locale.ROOT);
    }
  }
}
