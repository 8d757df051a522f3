package dev.claudeworker.faults.soak;

import dev.claudeworker.faults.soak.plugin.StampPlugin;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.program.Api;
import dev.claudeworker.torture.program.JsonReads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that submit batches of tasks that do nothing, and repeat each until it is answered. */
final class Submitters {

  static final int BATCH = 100;

  private static final int CLIENTS = 3;
  private static final int PAUSE_MS = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Api api;
  private final Ledger ledger;
  private final Semaphore room;
  private final long batches;
  private final long endNanos;
  private final int millis;
  private final AtomicLong next = new AtomicLong();

  /**
   * Makes them.
   *
   * @param api of the server
   * @param ledger where answers are written
   * @param room for tasks that wait
   * @param tasks how many at most
   * @param endNanos when no further batch is begun
   * @param millis how long each task takes
   */
  Submitters(Api api, Ledger ledger, Semaphore room, long tasks, long endNanos, int millis) {
    this.api = api;
    this.ledger = ledger;
    this.room = room;
    this.batches = tasks / BATCH;
    this.endNanos = endNanos;
    this.millis = millis;
  }

  /** Submits until there are enough, or the time is over. */
  void run() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(this::client));
      }
      for (Future<Boolean> client : clients) {
        client.get();
      }
    }
  }

  private Boolean client() throws InterruptedException {
    while (System.nanoTime() < endNanos) {
      long batch = next.getAndIncrement();
      if (batch >= batches) {
        return true;
      }
      while (!room.tryAcquire(BATCH, 1, TimeUnit.SECONDS)) {
        if (System.nanoTime() > endNanos) {
          return false;
        }
      }
      submit(batch);
    }
    return false;
  }

  private void submit(long batch) throws InterruptedException {
    JsonObject body = body(batch);
    long begun = System.currentTimeMillis();
    while (System.nanoTime() < endNanos + PATIENCE.toNanos()) {
      try {
        Api.Answer answer = api.post("/api/v1/tasks/batch", body, Optional.of("soak-" + batch));
        if (answer.good()) {
          JsonReads.objects(answer.body(), "tasks")
              .forEach(task -> ledger.submitted(JsonReads.number(task, "id"), begun));
          return;
        }
        if (answer.status() < 500) {
          throw new IllegalStateException("a batch was refused: " + answer);
        }
      } catch (IOException _) {
        // No server, or one that died before it answered: the same key makes no second batch.
      }
      Thread.sleep(PAUSE_MS);
    }
    throw new IllegalStateException("a batch was not answered " + PATIENCE.toMinutes() + " minutes after the end");
  }

  private JsonObject body(long batch) {
    List<JsonValue> tasks = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      tasks.add(JsonObject.EMPTY.with("execution_prompt", "nothing")
          .with("name", "soak-" + batch + "-" + i)
          .with("executor", StampPlugin.NAME)
          .with("executor_options", JsonObject.EMPTY.with("millis", millis))
          .with("working_directory", "/")
          .with("concurrency_key", "none")
          // A killed server loses what it ran, and that is no failure of the task.
          .with("retry", JsonObject.EMPTY.with("max_lost", 100)));
    }
    return JsonObject.EMPTY.with("tasks", new JsonArray(tasks));
  }
}
