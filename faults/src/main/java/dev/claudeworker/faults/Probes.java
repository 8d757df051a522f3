package dev.claudeworker.faults;

import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.check.FinalTask;
import dev.claudeworker.torture.check.Promise;
import dev.claudeworker.torture.check.Violation;
import dev.claudeworker.torture.history.Line;
import dev.claudeworker.torture.program.Api;
import dev.claudeworker.torture.program.JsonReads;
import dev.claudeworker.torture.run.Rig;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tasks beside those of the clients, of which it is known how they have to end. */
final class Probes {

  private static final String TASKS = "/api/v1/tasks";
  private static final int POLL_MS = 100;

  private final Rig rig;
  private final Api api;
  private final Map<String, Probe> open = new LinkedHashMap<>();
  private final Map<String, Submission> unanswered = new LinkedHashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  private record Probe(long id, String end) {}

  private interface Submission {
    void repeat() throws IOException, InterruptedException;
  }

  Probes(Rig rig) {
    this.rig = rig;
    this.api = new Api(rig.home());
  }

  /** What every document has. */
  static JsonObject document(Rig rig, String key, String executor, String prompt) {
    return JsonObject.EMPTY.with("execution_prompt", prompt)
        .with("name", key)
        .with("executor", executor)
        .with("working_directory", rig.folder().toString())
        .with("concurrency_key", "none")
        .with("retry", JsonObject.EMPTY.with("attempts", 1).with("max_lost", 100));
  }

  static JsonNumber seconds(String number) {
    return new JsonNumber(new BigDecimal(number));
  }

  /** Submits one; {@code end} is the state that it has to come to. Without an answer that is repeated with a server that works. */
  void submit(String key, JsonObject document, String end) throws IOException, InterruptedException {
    Api.Answer made;
    try {
      made = api.post(TASKS, document, Optional.of(key));
    } catch (IOException _) {
      unanswered.put(key, () -> submit(key, document, end));
      return;
    }
    if (!made.good()) {
      throw new IOException("a probe was refused: " + made);
    }
    long id = JsonReads.number(made.body(), "id");
    rig.history().write(new Line.Submitted(key, id));
    open.put(key, new Probe(id, end));
  }

  /** Cancels one. */
  void cancel(String key) throws IOException, InterruptedException {
    Api.Answer answer = api.post(TASKS + "/" + probe(key).id() + "/cancel", JsonObject.EMPTY, Optional.empty());
    if (answer.good()) {
      rig.history().write(new Line.Cancelled(key, JsonReads.text(answer.body(), "status")));
    }
  }

  /** Waits for their ends, with a server that works. */
  void settle(Duration patience) throws IOException, InterruptedException {
    List<Submission> again = List.copyOf(unanswered.values());
    unanswered.clear();
    for (Submission submission : again) {
      submission.repeat();
    }
    long begun = System.nanoTime();
    while (!open.isEmpty() && System.nanoTime() - begun < patience.toNanos()) {
      for (String key : List.copyOf(open.keySet())) {
        look(key);
      }
      Thread.sleep(POLL_MS);
    }
    open.forEach((key, probe) -> report(Promise.ENDS, key, "has not ended within " + patience.toSeconds() + " s"));
  }

  private void look(String key) throws IOException, InterruptedException {
    String status = JsonReads.text(api.get(TASKS + "/" + probe(key).id()).body(), "status");
    if (FinalTask.isFinal(status)) {
      String end = probe(key).end();
      open.remove(key);
      if (!status.equals(end)) {
        report(Promise.ENDS, key, "is " + status + " instead of " + end);
      }
    }
  }

  private Probe probe(String key) {
    return Objects.requireNonNull(open.get(key), key);
  }

  void report(Promise promise, String key, String what) {
    violations.add(new Violation(promise, key, what));
  }

  List<Violation> violations() {
    return violations;
  }
}
