package dev.claudeworker.http;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.attempt.AttemptLogPage;
import dev.claudeworker.attempt.LogLevel;
import dev.claudeworker.fleet.Fleet;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.stream.AttemptLogStream;
import dev.claudeworker.stream.AttemptLogStream.Progress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The route of attempt logs: page by page, followed live, or the child's own output. */
final class LogHandlers {

  /** So much of a log is read at once; more than the longest line of a log can have. */
  static final int MAX_PAGE_BYTES = 1024 * 1024 * 4;

  private final TaskQueue queue;
  private final AttemptDirectories directories;
  private final Duration keepAlive;
  private final TaskLogSource logs;
  private final Fleet fleet;

  LogHandlers(
      TaskQueue queue, AttemptDirectories directories, Duration keepAlive, TaskLogSource logs, Fleet fleet) {
    this.logs = logs;
    this.fleet = fleet;
    this.queue = queue;
    this.directories = directories;
    this.keepAlive = keepAlive;
  }

  List<Route> routes() {
    return List.of(Route.get("/tasks/{id}/logs", this::log).described(TaskOperations.LOG));
  }

  private record LogQuery(int attempt, long offset, LogLevel level, Optional<String> raw, boolean follow) {}

  private Response log(Request request) throws IOException {
    TaskId id = request.taskId();
    TaskView view = queue.find(id).orElseThrow(() -> TaskHandlers.notFound(id));
    int begun = view.task().state().attempts();
    LogQuery query = read(request, begun);
    boolean local = isMeant(request);
    TaskLogSource.Pages pages = logs.pages(id, local, MAX_PAGE_BYTES);
    if (query.follow()) {
      // A log that cannot be reached is a problem now and not a stream that breaks.
      pages.read(query.attempt(), query.level(), query.offset());
      return new Response.Live(
          new AttemptLogStream(
              () -> progress(id), pages, query.level(), query.attempt(), query.offset(), keepAlive));
    }
    if (query.attempt() > Math.max(1, begun)) {
      throw new ProblemException(Problem.of(404, "attempt_not_found",
          "Task " + id + " has no attempt " + query.attempt() + "; it has begun " + begun + ".",
          "Leave 'attempt' out for the last one."));
    }
    return query.raw().isPresent()
        ? new Response.Bytes("application/octet-stream", raw(id, query, query.raw().get(), local))
        : page(pages, query);
  }

  /** Whether another server asks for what this machine has. */
  private boolean isMeant(Request request) {
    Optional<String> meant = request.header(OtherServer.MEANT);
    if (meant.filter(id -> !id.equals(fleet.selfId())).isPresent()) {
      throw new ProblemException(
          Problem.of(421, "wrong_server", "Another server is meant than the one at this address.",
              "Set server.advertise of the server that is meant to an address that reaches it."));
    }
    return meant.isPresent();
  }

  private byte[] raw(TaskId id, LogQuery query, String stream, boolean local) throws IOException {
    Optional<RegisteredServer> server = local ? Optional.empty() : logs.elsewhere(id, query.attempt());
    return server.isPresent()
        ? logs.raw(server.get(), id, query.attempt(), stream, query.offset())
        : bytes(directories.attempt(id, query.attempt()).resolve(stream), query.offset());
  }

  private LogQuery read(Request request, int begun) {
    var query = new QueryReader(request.query());
    Optional<LogPosition> resumed = request.header("Last-Event-ID").flatMap(LogPosition::parse);
    int attempt = query.integer("attempt", 1, Integer.MAX_VALUE).map(Math::toIntExact).orElse(Math.max(1, begun));
    long offset = query.integer("offset", 0, Long.MAX_VALUE).orElse(0L);
    Optional<String> raw = query.text("raw")
        .flatMap(name -> name.matches("stdout|stderr")
            ? Optional.of(name)
            : query.bad("raw", "must be stdout or stderr."));
    boolean follow = query.flag("follow");
    LogLevel level = query.text("level").flatMap(word -> level(word, query)).orElse(LogLevel.SUMMARY);
    if (follow && raw.isPresent()) {
      query.bad("follow", "cannot be had together with raw; ask again with a larger offset.");
    }
    query.finish();
    return new LogQuery(resumed.map(LogPosition::attempt).orElse(attempt),
        resumed.map(LogPosition::offset).orElse(offset),
        level, raw, follow);
  }

  private static Optional<LogLevel> level(String word, QueryReader query) {
    return switch (word) {
      case "summary" -> Optional.of(LogLevel.SUMMARY);
      case "detailed" -> Optional.of(LogLevel.DETAILED);
      default -> query.bad("level", "must be summary or detailed.");
    };
  }

  private static Response page(TaskLogSource.Pages pages, LogQuery query) throws IOException {
    AttemptLogPage page = pages.read(query.attempt(), query.level(), query.offset());
    return Response.ok(new ObjectBuilder()
        .put("attempt", query.attempt())
        .put("lines", page.lines().stream().map(line -> AttemptLogStream.line(query.attempt(), line)).toList())
        .put("offset", page.offset())
        .build());
  }

  private static byte[] bytes(Path file, long offset) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ).position(offset);
        InputStream in = Channels.newInputStream(channel)) {
      return in.readNBytes(MAX_PAGE_BYTES);
    } catch (NoSuchFileException _) {
      return packedBytes(file.resolveSibling(file.getFileName() + ".gz"), offset);
    }
  }

  /** The retention packs what children of tasks printed that ended some time ago. */
  private static byte[] packedBytes(Path file, long offset) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      in.skipNBytes(offset);
      return in.readNBytes(MAX_PAGE_BYTES);
    } catch (NoSuchFileException | EOFException _) {
      return new byte[0];
    }
  }

  private Optional<Progress> progress(TaskId id) {
    return queue.find(id)
        .map(view -> new Progress(
            view.task().state().attempts(), view.task().status().isFinal(), view.task().status().word()));
  }

  /** The id of a log event: {@code <attempt>:<offset>}. */
  private record LogPosition(int attempt, long offset) {

    static Optional<LogPosition> parse(String text) {
      if (!text.matches("[1-9][0-9]{0,8}:[0-9]{1,18}")) {
        return Optional.empty();
      }
      String[] parts = text.split(":", 2);
      return Optional.of(new LogPosition(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
    }
  }
}
