package dev.claudeworker.faults;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.check.Checker;
import dev.claudeworker.torture.check.FinalTask;
import dev.claudeworker.torture.check.Promise;
import dev.claudeworker.torture.check.Violation;
import dev.claudeworker.torture.history.Line;
import dev.claudeworker.torture.program.Api;
import dev.claudeworker.torture.program.JsonReads;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.workload.ChildProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kills the server under a running child, starts it again, and only then lets the child end: its result can only come from
 * an adoption, and there has to be exactly one event that says so.
 */
final class Adoption {

  private static final String TASKS = "/api/v1/tasks";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Rig rig;
  private final ChildProgram program;
  private final Api api;
  private final List<Violation> violations = new ArrayList<>();

  private Adoption(Rig rig) throws IOException {
    this.rig = rig;
    this.program = ChildProgram.install(rig.history().path());
    this.api = new Api(rig.home());
  }

  static Outcome play(Stage stage, int kills) throws Exception {
    try (var rig = new Rig(stage.program(), stage.folder(), Settings.of(stage))) {
      var adoption = new Adoption(rig);
      rig.start();
      for (int kill = 1; kill <= kills; kill++) {
        adoption.killUnderChild("adopted-" + kill + "-");
      }
      List<FinalTask> tasks = rig.settle(PATIENCE);
      List<Line> history = rig.history().read();
      adoption.violations.addAll(Checker.check(history, tasks));
      return new Outcome(
          kills, tasks.size(), history.stream().filter(Line.Started.class::isInstance).count(), rig.faults(),
          rig.recoveries(), adoption.violations);
    }
  }

  private void killUnderChild(String key) throws Exception {
    Path go = rig.folder().resolve(key + "go");
    Api.Answer made = api.post(TASKS, document(key, go), Optional.of(key));
    long id = JsonReads.number(made.body(), "id");
    rig.history().write(new Line.Submitted(key, id));
    await(() -> rig.history()
        .read()
        .stream()
        .anyMatch(line -> line instanceof Line.Started(String task, _)
            && task.equals(key)));
    rig.killServer();
    rig.start();
    await(() -> adoptions(id) > 0 || ended(id));
    Files.createFile(go);
    await(() -> ended(id));
    if (adoptions(id) != 1) {
      violations.add(new Violation(Promise.SURVIVES, key, "was adopted " + adoptions(id) + " times"));
    }
  }

  private JsonObject document(String key, Path go) {
    return JsonObject.EMPTY.with("execution_prompt", "torture")
        .with("name", key)
        .with("executor", "shell")
        .with("working_directory", rig.folder().toString())
        .with("concurrency_key", "none")
        .with("executor_options", program.optionsUntil(key, go));
  }

  private long adoptions(long id) throws IOException, InterruptedException {
    return JsonReads.objects(api.get(TASKS + "/" + id + "/events").body(), "events")
        .stream()
        .filter(event -> JsonReads.text(event, "type").equals("task.adopted"))
        .count();
  }

  private boolean ended(long id) throws IOException, InterruptedException {
    return FinalTask.isFinal(JsonReads.text(api.get(TASKS + "/" + id).body(), "status"));
  }

  private interface Fact {
    boolean holds() throws IOException, InterruptedException;
  }

  private static void await(Fact fact) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (!fact.holds()) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IOException("nothing happened for " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(10);
    }
  }
}
