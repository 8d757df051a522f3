package dev.claudeworker.plugin.h2;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that is there to be killed: several threads submit, claim and finish tasks until it ends, and every answer of
 * the storage is told on standard output, a line each: {@code submitted 7}, {@code completed 7}. Argument: the home.
 */
final class KilledWriter {

  static final String SUBMITTED = "submitted ";
  static final String COMPLETED = "completed ";

  private static final int THREADS = 3;
  private static final int AT_ONCE = 4;

  private final Storage storage;
  private final PrintStream out;

  private KilledWriter(Storage storage, PrintStream out) {
    this.storage = storage;
    this.out = out;
  }

  public static void main(String[] arguments) {
    var context = H2Fixture.context(Path.of(arguments[0]), new SettableClock());
    Storage storage = new H2StorageFactory().create(H2Fixture.config(JsonObject.EMPTY), context);
    var writer = new KilledWriter(storage, new PrintStream(System.out, true, StandardCharsets.UTF_8));
    for (int thread = 0; thread < THREADS; thread++) {
      String name = "writer-" + thread;
      Thread.ofPlatform().name(name).start(() -> writer.work(name));
    }
  }

  private void work(String name) {
    var claims = Claims.by(name).limit(AT_ONCE);
    List<ClaimedTask> running = List.of();
    while (true) {
      Group group = Groups.claiming(claims, units(running));
      GroupResult result = storage.apply(group);
      tell(running, result);
      running = result.claimed();
    }
  }

  private static Unit[] units(List<ClaimedTask> running) {
    List<Unit> units = new ArrayList<>();
    running.stream().map(Finishes::completed).forEach(units::add);
    for (int index = 0; index < AT_ONCE; index++) {
      units.add(Groups.submit(NewTasks.aTask()));
    }
    return units.toArray(Unit[]::new);
  }

  /** One write for one answer, so that a line is told whole or not at all. */
  private void tell(List<ClaimedTask> finished, GroupResult result) {
    var lines = new StringBuilder();
    for (int index = 0; index < result.results().size(); index++) {
      if (!(result.results().get(index) instanceof Applied(var tasks, var _))) {
        throw new IllegalStateException("not applied: " + result.results().get(index));
      }
      if (index < finished.size()) {
        lines.append(COMPLETED).append(finished.get(index).task().id()).append('\n');
      }
      for (TaskId task : tasks) {
        lines.append(SUBMITTED).append(task).append('\n');
      }
    }
    out.print(lines);
    out.flush();
  }
}
