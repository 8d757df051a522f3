package dev.claudeworker.torture.doctor;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.torture.history.Line;
import dev.claudeworker.torture.program.Api;
import dev.claudeworker.torture.program.JsonReads;
import dev.claudeworker.torture.run.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many changes a second the server makes durable: by one client one after the other, and by several at once, whose changes
 * share commits. A change is another priority of a task that waits; the tasks are cancelled at the end.
 */
final class CommitProbe {

  static final int CLIENTS = 8;

  private static final String TASKS = "/api/v1/tasks";
  private static final int WAITS_SECONDS = 3_600;
  private static final int BUSY = 503;
  private static final int MOST_LATE = 20;

  private final Rig rig;
  private final Api api;

  private CommitProbe(Rig rig) {
    this.rig = rig;
    this.api = new Api(rig.home());
  }

  /**
   * What was measured.
   *
   * @param alone each change of a single client
   * @param perSecond changes a second of that client
   * @param together changes a second of several clients
   */
  record Commits(Latencies alone, long perSecond, long together) {}

  /**
   * Measures; a first quarter of the time warms up.
   *
   * @param rig whose server is ready
   * @param time how long altogether
   */
  static Commits measure(Rig rig, Duration time) throws Exception {
    var probe = new CommitProbe(rig);
    List<Long> tasks = probe.submit();
    Duration part = time.dividedBy(4);
    probe.change(tasks.getFirst(), part);
    Latencies alone = new Latencies(probe.change(tasks.getFirst(), part));
    long together = probe.together(tasks, part.multipliedBy(2));
    probe.cancel(tasks);
    return new Commits(alone, perSecond(alone.nanos().size(), part), together);
  }

  private static long perSecond(long count, Duration time) {
    return Math.round(count * 1e9 / time.toNanos());
  }

  private static String key(int number) {
    return "probe-" + number + "-";
  }

  private List<Long> submit() throws IOException, InterruptedException {
    List<JsonValue> documents = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      documents.add(JsonObject.EMPTY.with("execution_prompt", "torture")
          .with("name", key(i))
          .with("executor", "shell")
          .with("executor_options",
              JsonObject.EMPTY.with("command", new JsonArray(List.of(new JsonString("true")))))
          .with("working_directory", rig.folder().toString())
          .with("concurrency_key", "none")
          .with("initial_delay", WAITS_SECONDS));
    }
    JsonObject made =
        good(api.post(TASKS + "/batch", JsonObject.EMPTY.with("tasks", new JsonArray(documents)), Optional.empty()));
    List<Long> tasks = new ArrayList<>();
    for (JsonObject task : JsonReads.objects(made, "tasks")) {
      tasks.add(JsonReads.number(task, "id"));
      rig.history().write(new Line.Submitted(JsonReads.text(task, "name"), tasks.getLast()));
    }
    return tasks;
  }

  /** How long each change took, at least one. */
  private List<Long> change(long task, Duration time) throws IOException, InterruptedException {
    List<Long> nanos = new ArrayList<>();
    int late = 0;
    long begun = System.nanoTime();
    long end = begun + time.toNanos();
    for (int priority = 0; begun < end || nanos.isEmpty(); priority = (priority + 1) % 100) {
      Api.Answer answer = api.patch(TASKS + "/" + task, JsonObject.EMPTY.with("priority", priority));
      long now = System.nanoTime();
      // A database that is late for once is no figure, and no reason to give up.
      if (answer.status() != BUSY || ++late > MOST_LATE) {
        good(answer);
        nanos.add(now - begun);
      }
      begun = now;
    }
    return nanos;
  }

  private long together(List<Long> tasks, Duration time) throws Exception {
    long count = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> clients =
          tasks.stream().map(task -> threads.submit(() -> change(task, time))).toList();
      for (Future<List<Long>> client : clients) {
        count += client.get().size();
      }
    }
    return perSecond(count, time);
  }

  private void cancel(List<Long> tasks) throws IOException, InterruptedException {
    for (int i = 0; i < tasks.size(); i++) {
      JsonObject task = good(api.post(TASKS + "/" + tasks.get(i) + "/cancel", JsonObject.EMPTY, Optional.empty()));
      rig.history().write(new Line.Cancelled(key(i), JsonReads.text(task, "status")));
    }
  }

  private static JsonObject good(Api.Answer answer) {
    if (!answer.good()) {
      throw new IllegalStateException(
          "the server answered " + answer.status() + ": " + JsonReads.text(answer.body(), "detail"));
    }
    return answer.body();
  }
}
