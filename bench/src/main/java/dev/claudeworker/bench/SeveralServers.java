package dev.claudeworker.bench;

import dev.claudeworker.event.Subscription;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.scratch.ScratchPostgres;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.EventTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Servers on one PostgreSQL: tasks per second of 1, 2 and 4 servers together, from a submission on one to the start on
 * another, and from kill -9 to the start of the next attempt elsewhere.
 */
final class SeveralServers implements Measurement {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SLOTS = 16;
  private static final String SHORT_LEASE = "lease: {duration: 3s, margin: 1s}\n";
  private static final double BOUND_SECONDS = 5;

  private final int tasks;
  private final int pickups;
  private final int trials;

  SeveralServers(Scale scale) {
    tasks = scale.of(10_000, 500);
    pickups = scale.of(500, 20);
    trials = scale.of(Integer.getInteger("bench.trials", 50), 1);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Optional<Path> installed = ScratchPostgres.installed();
    if (installed.isEmpty()) {
      report.figure("left out", "no PostgreSQL is installed");
      return;
    }
    try (var postgres = ScratchPostgres.durable(installed.get(), program.scratch())) {
      for (int servers : List.of(1, 2, 4)) {
        throughput(program, postgres.createDatabase(), servers, report);
      }
      pickup(program, postgres.createDatabase(), report);
      afterKill(program, postgres.createDatabase(), report);
    }
  }

  private void throughput(Installation program, String database, int servers, Report report) throws Exception {
    try (var opened = EmbeddedServers.open(program, database, servers, SLOTS)) {
      opened.speed(Math.max(tasks / 10, servers));
      report.figure(servers + " x " + SLOTS + " slots, tasks that do nothing, durable",
          Report.text(opened.speed(tasks).perSecond(), "tasks/s"));
    }
  }

  /** From the submission on a server without slots to the event of the start on the other. */
  private void pickup(Installation program, String database, Report report) throws Exception {
    try (var cores = EmbeddedServers.open(program, database, 2, SLOTS)) {
      cores.get(0).resize(0);
      var starts = new LinkedBlockingQueue<Long>();
      var samples = new Samples();
      try (Subscription _ = cores.get(1).core().events().subscribe(event -> {
        if (event.type().equals(EventTypes.TASK_STARTED)) {
          starts.add(System.nanoTime());
        }
        return false;
      }, _ -> {
      })) {
        for (int number = 0; number < pickups + pickups / 5; number++) {
          long before = System.nanoTime();
          cores.get(0).queue().submit(List.of(Requests.noop()), Optional.empty());
          Long started = starts.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          if (started == null) {
            throw new IllegalStateException("a task was not started");
          }
          if (number >= pickups / 5) {
            samples.add((started - before) / 1e6);
          }
        }
      }
      report.below("submitted on one, started on another, p50 of " + pickups, samples.percentile(50), 15, "ms");
      report.below("submitted on one, started on another, p95", samples.percentile(95), 50, "ms");
    }
  }

  /** Real servers. The one that runs the task is killed; the other one says when the next attempt began. */
  private void afterKill(Installation program, String database, Report report) throws Exception {
    Path dying = home(program, database, "dying");
    Path staying = home(program, database, "staying");
    var samples = new Samples();
    try (var stays = RunningServer.start(program, staying, Map.of()); var connection = stays.connect()) {
      for (int trial = 0; trial < trials; trial++) {
        samples.add(afterKill(program, dying, connection, trial));
      }
    }
    report.below(
        "kill -9 of a server to the next attempt elsewhere, worst of " + samples.count()
            + " (lease 3 s, margin 1 s)",
        samples.percentile(100), BOUND_SECONDS, "s");
    report.figure("the same, median", Report.text(samples.median(), "s"));
  }

  private static Path home(Installation program, String database, String name) throws IOException {
    Path home = program.freshHome(name);
    Files.writeString(home.resolve("config.yaml"), """
        storage: {type: postgres, database: "%s"}
        plugins: {storage-postgres: {user: %s}}
        server: {name: %s, labels: [pair, at=%s]}
        worker: {max_workers: %d}
        """.formatted(database, ScratchPostgres.USER, name, name, name.equals("dying") ? 2 : 1) + SHORT_LEASE);
    return home;
  }

  private static double afterKill(Installation program, Path home, HttpConnection other, int trial) throws Exception {
    Path mark = home.resolve("mark-" + trial);
    String script = "if [ -e " + mark + " ]; then date +%s%N; else touch " + mark + "; exec sleep 300; fi";
    RunningServer server = RunningServer.start(program, home, Map.of());
    try (var connection = server.connect()) {
      Path free = home.resolve("free-" + trial);
      occupy(other, home, free);
      long id = submit(connection, home, script, "pair", "true");
      awaitFile(mark);
      String ran = new JacksonJsonCodec().print(connection.get(ShellTask.TASKS + "/" + id + "/attempts").json());
      if (!ran.contains(Files.readString(home.resolve("server-id")).strip())) {
        throw new IllegalStateException("the task began on the other server: " + ran);
      }
      server.kill();
      long died = System.currentTimeMillis();
      Files.createFile(free);
      JsonObject task = ShellTask.awaitEnd(other, id);
      double began = Long.parseLong(task.text("final_summary").orElseThrow().strip()) / 1e6;
      return (began - died) / 1_000;
    } finally {
      server.close();
    }
  }

  /** Fills the one slot of the server that stays until a file is there, so that the task begins on the other one. */
  private static void occupy(HttpConnection staying, Path home, Path free) throws Exception {
    Path busy = Path.of(free + ".busy");
    submit(
        staying, home, "touch " + busy + "; until [ -e " + free + " ]; do sleep 0.02; done", "at", "staying");
    awaitFile(busy);
  }

  private static void awaitFile(Path file) throws InterruptedException {
    while (!Files.exists(file)) {
      Thread.sleep(5);
    }
  }

  private static long submit(HttpConnection to, Path home, String script, String label, String value)
      throws Exception {
    JsonObject body =
        ShellTask.body(home, "/bin/sh", "-c", script)
            .with("required_labels", JsonObject.EMPTY.with(label, value))
            .with("concurrency_key", "none");
    return to.exchange(to.post(ShellTask.TASKS, new JacksonJsonCodec().print(body))).number("id");
  }
}
