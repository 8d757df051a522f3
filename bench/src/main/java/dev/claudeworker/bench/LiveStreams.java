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

  private static final int STREAMS = 1_000;
  private static final int WARM_UP = 50;
  private static final int EVENTS = 20;
  private static final Duration SETTLE = Duration.ofSeconds(5);

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("streams");
    try (var server = RunningServer.start(program, home, Map.of()); var connection = server.connect()) {
      connection.post("/api/v1/queue/pause", JsonObject.EMPTY);
      deliver(server, connection, home, WARM_UP, new Samples());
      Thread.sleep(SETTLE);
      double before = Machine.residentMegabytes(server.pid());
      var millis = new Samples();
      double during = deliver(server, connection, home, STREAMS, millis);
      report.figure("resident memory without streams", Report.text(before, "MB"));
      report.below("more with " + STREAMS + " live event streams", during - before, 100, "MB");
      report.figure("a submission to the last of " + STREAMS + " readers, median of " + EVENTS + " / longest",
          Report.text(millis.median(), "ms") + " / " + Report.text(millis.percentile(100), "ms"));
    }
  }

  /** Opens streams, sends events to all of them, and tells the server's memory while they are open. */
  private static double deliver(
      RunningServer server, HttpConnection connection, Path home, int count, Samples millis) throws Exception {
    List<HttpConnection> streams = new ArrayList<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        HttpConnection stream = server.connect();
        streams.add(stream);
        stream.openStream("/api/v1/events?type=task.submitted");
      }
      for (int i = 0; i < EVENTS; i++) {
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
      Thread.sleep(SETTLE);
      return Machine.residentMegabytes(server.pid());
    } finally {
      close(streams);
    }
  }

  private static void close(List<HttpConnection> streams) throws IOException {
    for (HttpConnection stream : streams) {
      stream.close();
    }
  }
}
