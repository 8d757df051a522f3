package dev.claudeworker.bench;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Submissions and look-ups in turn at a fixed rate, each timed from the moment at which it was to be sent, so that waiting for a
 * slow answer counts. The queue is paused: what is measured is the interface and the storage, not children.
 */
final class RestLatency implements Measurement {

  private static final int RATE_PER_SECOND = 200;
  private final int warmUpSeconds;
  private final int seconds;
  private static final int CONNECTIONS = 16;

  RestLatency(Scale scale) {
    warmUpSeconds = scale.of(10, 1);
    seconds = scale.of(30, 2);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("rest");
    String task = new JacksonJsonCodec().print(ShellTask.body(home, "true"));
    try (var server = RunningServer.start(program, home, Map.of());
        var connection = server.connect()) {
      connection.post("/api/v1/queue/pause", JsonObject.EMPTY);
      String shown = ShellTask.TASKS + "/" + connection.exchange(connection.post(ShellTask.TASKS, task)).number("id");
      run(server, task, shown, warmUpSeconds);
      Answers answers = run(server, task, shown, seconds);
      report.figure("requests", RATE_PER_SECOND + "/s for " + seconds + " s over " + CONNECTIONS + " connections");
      tell(report, "submit", answers.submissions());
      tell(report, "status", answers.lookUps());
    }
  }

  private static void tell(Report report, String what, Samples samples) {
    report.figure(what + ", p50 of " + samples.count(), Report.text(samples.percentile(50), "ms"));
    report.below(what + ", p99", samples.percentile(99), 20, "ms");
  }

  private record Answers(Samples submissions, Samples lookUps) {}

  private static Answers run(RunningServer server, String task, String shown, int seconds) throws Exception {
    BlockingQueue<HttpConnection> free = new ArrayBlockingQueue<>(CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      free.add(server.connect());
    }
    List<Future<Double>> submissions = new ArrayList<>();
    List<Future<Double>> lookUps = new ArrayList<>();
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      for (int i = 0; i < RATE_PER_SECOND * seconds; i++) {
        long due = start + i * 1_000_000_000L / RATE_PER_SECOND;
        LockSupport.parkNanos(due - System.nanoTime());
        if (i % 2 == 0) {
          submissions
              .add(requests.submit(() -> timed(free, due, connection -> connection.post(ShellTask.TASKS, task))));
        } else {
          lookUps.add(requests.submit(() -> timed(free, due, connection -> connection.getRequest(shown))));
        }
      }
    }
    for (HttpConnection connection : free) {
      connection.close();
    }
    return new Answers(samples(submissions), samples(lookUps));
  }

  private static double timed(
      BlockingQueue<HttpConnection> free, long due, Function<HttpConnection, String> request) throws Exception {
    HttpConnection connection = free.take();
    try {
      HttpConnection.Answer answer = connection.exchange(request.apply(connection));
      if (answer.status() >= 300) {
        throw new IllegalStateException(answer.body());
      }
      return (System.nanoTime() - due) / 1e6;
    } finally {
      free.add(connection);
    }
  }

  private static Samples samples(List<Future<Double>> answers) throws InterruptedException, ExecutionException {
    var samples = new Samples();
    for (Future<Double> answer : answers) {
      samples.add(answer.get());
    }
    return samples;
  }
}
