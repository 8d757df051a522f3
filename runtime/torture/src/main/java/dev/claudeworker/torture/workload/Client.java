package dev.claudeworker.torture.workload;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.check.FinalTask;
import dev.claudeworker.torture.history.HistoryFile;
import dev.claudeworker.torture.history.Line;
import dev.claudeworker.torture.program.Api;
import dev.claudeworker.torture.program.JsonReads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * One client: submits tasks, batches and graphs, cancels, retries and looks, in an order that its seed decides. A call that is
 * not answered is repeated with the same key until it is, as a careful client would. One thread.
 */
final class Client implements Runnable {

  private static final String TASKS = "/api/v1/tasks";
  private static final int PAUSE_MS = 100;
  private static final int LARGEST_GRAPH = 6;

  private final String name;
  private final Api api;
  private final HistoryFile history;
  private final ChildProgram program;
  private final RandomGenerator random;
  private final Pace pace;
  private final AtomicBoolean over;
  private final AtomicLong operations;
  private final Path directory;

  /** Single tasks, by key: those are cancelled and retried, so that graphs keep to their own rules. */
  private final Map<String, Long> mine = new LinkedHashMap<>();
  private int count;

  Client(String name, RandomGenerator random, Workload workload) {
    this.name = name;
    this.random = random;
    this.api = workload.api();
    this.history = workload.history();
    this.program = workload.program();
    this.pace = workload.pace();
    this.over = workload.over();
    this.operations = workload.operations();
    this.directory = workload.directory();
  }

  @Override
  public void run() {
    try {
      while (!over.get()) {
        act();
        Thread.sleep(random.nextLong(pace.longestPause().toMillis() + 1));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void act() throws InterruptedException {
    int draw = random.nextInt(100);
    if (draw < 45) {
      submitOne();
    } else if (draw < 55) {
      submitGraph();
    } else if (draw < 60) {
      submitBatch();
    } else if (draw < 72) {
      cancel();
    } else if (draw < 78) {
      retry();
    } else {
      look();
    }
  }

  private void submitOne() throws InterruptedException {
    TaskPlan plan = plan();
    Optional<JsonObject> made = call(TASKS, plan.document(program, directory), true);
    made.ifPresent(task -> {
      acknowledge(task);
      mine.put(plan.key(), JsonReads.number(task, "id"));
    });
  }

  private void submitBatch() throws InterruptedException {
    List<JsonValue> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tasks.add(plan().document(program, directory));
    }
    call(TASKS + "/batch", JsonObject.EMPTY.with("tasks", new JsonArray(tasks)), true)
        .ifPresent(made -> JsonReads.objects(made, "tasks").forEach(this::acknowledge));
  }

  /** Each task waits for up to two of those before it. */
  private void submitGraph() throws InterruptedException {
    int size = random.nextInt(2, LARGEST_GRAPH + 1);
    List<TaskPlan> plans = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> upstream = random.ints(2, 0, i + 1)
          .filter(n -> n > 0)
          .distinct()
          .mapToObj(n -> plans.get(n - 1).key())
          .toList();
      plans.add(plan().after(upstream));
    }
    List<JsonValue> tasks = new ArrayList<>();
    plans.forEach(
        plan -> tasks.add(plan.document(program, directory).with("identifier", plan.key())));
    call("/api/v1/orchestrations", JsonObject.EMPTY.with("tasks", new JsonArray(tasks)), true)
        .ifPresent(
            made -> JsonReads.objects(made, "tasks")
                .forEach(
                    task -> history.write(
                        new Line.Submitted(JsonReads.text(task, "identifier"), JsonReads.number(task, "task_id")))));
  }

  private void acknowledge(JsonObject task) {
    history.write(new Line.Submitted(JsonReads.text(task, "name"), JsonReads.number(task, "id")));
  }

  private void cancel() throws InterruptedException {
    Optional<String> key = any();
    if (key.isPresent()) {
      call(TASKS + "/" + mine.get(key.get()) + "/cancel", JsonObject.EMPTY, false).ifPresent(task -> {
        history.write(new Line.Cancelled(key.get(), JsonReads.text(task, "status")));
        note(key.get(), task);
      });
    }
  }

  private void retry() throws InterruptedException {
    Optional<String> key = any();
    if (key.isPresent() && isOver(key.get())) {
      history.write(new Line.Retrying(key.get()));
      call(TASKS + "/" + mine.get(key.get()) + "/retry", JsonObject.EMPTY, false);
    }
  }

  private boolean isOver(String key) throws InterruptedException {
    return read(key).map(task -> JsonReads.text(task, "status"))
        .filter(status -> status.equals("failed") || status.equals("cancelled"))
        .isPresent();
  }

  private void look() throws InterruptedException {
    Optional<String> key = any();
    if (key.isPresent()) {
      read(key.get()).ifPresent(task -> note(key.get(), task));
    }
  }

  private void note(String key, JsonObject task) {
    String status = JsonReads.text(task, "status");
    if (FinalTask.isFinal(status)) {
      history.write(new Line.Seen(key, status));
    } else if (!status.equals("running") && task.get("wait_reason").orElse(new JsonNull()) instanceof JsonNull) {
      history.write(new Line.Silent(key, status));
    }
  }

  private Optional<JsonObject> read(String key) throws InterruptedException {
    try {
      Api.Answer answer = api.get(TASKS + "/" + mine.get(key));
      operations.incrementAndGet();
      if (answer.status() == 404) {
        history.write(new Line.Seen(key, "not there"));
      }
      return answer.good() ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private TaskPlan plan() {
    return TaskPlan.random(name + "-" + ++count + "-", random, pace.longestTaskSeconds());
  }

  private Optional<String> any() {
    return mine.keySet().stream().skip(mine.isEmpty() ? 0 : random.nextInt(mine.size())).findFirst();
  }

  /** Until it is answered, if it may be repeated; a refusal is an answer, a failure of the server is none. */
  private Optional<JsonObject> call(String path, JsonObject body, boolean repeat) throws InterruptedException {
    Optional<String> key = repeat ? Optional.of(name + "-call-" + random.nextLong()) : Optional.empty();
    do {
      try {
        Api.Answer answer = api.post(path, body, key);
        if (answer.status() < 500) {
          operations.incrementAndGet();
          return answer.good() ? Optional.of(answer.body()) : refused(answer, repeat);
        }
      } catch (IOException _) {
        // No server, or one that died before it answered: what it did is not known.
      }
      Thread.sleep(PAUSE_MS);
    } while (repeat && !over.get());
    return Optional.empty();
  }

  private static Optional<JsonObject> refused(Api.Answer answer, boolean submission) {
    if (submission) {
      throw new IllegalStateException("a submission was refused: " + answer);
    }
    return Optional.empty();
  }
}
