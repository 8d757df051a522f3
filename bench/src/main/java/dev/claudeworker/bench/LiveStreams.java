package dev.claudeworker.bench;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a thousand readers of live events cost, and how long an event takes to all of them. */
final class LiveStreams implements Measurement {

  private final int streams;
  private static final int WARM_UP = 50;
  private final int events;
  private final Duration settle;

  LiveStreams(Scale scale) {
    streams = scale.of(1_000, 100);
    events = scale.of(20, 5);
    settle = scale.of(Duration.ofSeconds(5), Duration.ofMillis(500));
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("streams");
    try (var server = RunningServer.start(program, home, Map.of()); var connection = server.connect()) {
      connection.post("/api/v1/queue/pause", JsonObject.EMPTY);
      deliver(server, connection, home, WARM_UP, new Samples());
      Thread.sleep(settle);
      double before = Machine.residentMegabytes(server.pid());
      var millis = new Samples();
      double during = deliver(server, connection, home, streams, millis);
      report.figure("resident memory without streams", Report.text(before, "MB"));
      report.below("more with " + streams + " live event streams", during - before, 100, "MB");
      report.figure("a submission to the last of " + streams + " readers, median of " + events + " / longest",
          Report.text(millis.median(), "ms") + " / " + Report.text(millis.percentile(100), "ms"));
    }
  }

  /** Opens streams, sends events to all of them, and tells the server's memory while they are open. */
  private double deliver(
      RunningServer server, HttpConnection connection, Path home, int count, Samples millis) throws Exception {
    List<HttpConnection> streams = new ArrayList<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        HttpConnection stream = server.connect();
        streams.add(stream);
        stream.openStream("/api/v1/events?type=task.submitted");
      }
      for (int i = 0; i < events; i++) {
        long sent = System.nanoTime();
        List<Future<?>> seen = new ArrayList<>();
        for (HttpConnection stream : streams) {
          seen.add(readers.submit(() -> {
            stream.awaitLine("event: task.submitted");
            return null;
          }));
        }
        connection.post(ShellTask.TASKS, ShellTask.body(home, "true"));
        for (Future<?> one : seen) {
          one.get();
        }
        millis.add((System.nanoTime() - sent) / 1e6);
      }
      Thread.sleep(settle);
      return Machine.residentMegabytes(server.pid());
    } finally {
      close(streams);
    }
  }

  private void close(List<HttpConnection> streams) throws IOException {
    for (HttpConnection stream : streams) {
      stream.close();
    }
  }
}
