package dev.claudeworker.bench;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** From the request being sent to a clock that the child itself reads, with free slots. */
final class Pickup implements Measurement {

  private final int warmUp;
  private final int count;

  Pickup(Scale scale) {
    warmUp = scale.of(100, 20);
    count = scale.of(200, 40);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("pickup");
    try (var server = RunningServer.start(program, home, Map.of()); var connection = server.connect()) {
      run(connection, home, warmUp, new Samples(), new Samples());
      var child = new Samples();
      var answer = new Samples();
      run(connection, home, count, child, answer);
      report.figure("request sent to answer (the task is durable), p50 / p99",
          Report.text(answer.percentile(50), "ms") + " / " + Report.text(answer.percentile(99), "ms"));
      report.below("request sent to the child's clock, p50 of " + count, child.percentile(50), 10, "ms");
      report.below("request sent to the child's clock, p99", child.percentile(99), 50, "ms");
    }
  }

  private void run(HttpConnection connection, Path home, int count, Samples child, Samples answer)
      throws Exception {
    String body = new JacksonJsonCodec().print(ShellTask.body(home, "date", "+%s%N"));
    String request = connection.post(ShellTask.TASKS, body);
    for (int i = 0; i < count; i++) {
      long sent = wallNanos();
      HttpConnection.Answer accepted = connection.exchange(request);
      answer.add((wallNanos() - sent) / 1e6);
      JsonObject task = ShellTask.awaitEnd(connection, accepted.number("id"));
      child.add((Long.parseLong(task.text("final_summary").orElseThrow().strip()) - sent) / 1e6);
    }
  }

  private long wallNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
