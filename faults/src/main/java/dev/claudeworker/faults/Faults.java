package dev.claudeworker.faults;

import dev.claudeworker.scratch.ScratchPostgres;
import dev.claudeworker.torture.program.Installation;
import dev.claudeworker.torture.program.Processes;
import dev.claudeworker.torture.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Plays scenarios. Arguments: the folder of the unpacked program, then those of {@code faults/run}. */
public final class Faults {

  private Faults() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Order order;
    try {
      order = Order.parse(Arrays.asList(arguments).subList(1, arguments.length));
    } catch (IllegalArgumentException wrong) {
      System.err.println("faults: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    if (order.onlyReport()) {
      ReportPage.write(order.results(), Path.of(System.getProperty("faults.report", "fault-report.md")));
      return;
    }
    Path scratch = Files.createTempDirectory(order.scratch(), "claude-worker-faults");
    var program = new Installation(Path.of(arguments[0]).toRealPath(), scratch.resolve("cache"));
    boolean good = play(order, program, scratch);
    // The launcher makes start-up caches in the background.
    Processes.kill(scratch);
    System.exit(good ? 0 : 1);
  }

  private static boolean play(Order order, Installation program, Path scratch) throws Exception {
    var results = new Results(order.results());
    boolean good = true;
    for (String storage : order.storages()) {
      try (var postgres = new Holder(storage.equals(Scenario.POSTGRES) ? Optional.of(postgres(scratch))
          : Optional.empty())) {
        for (Scenario scenario : order.scenarios()) {
          if (scenario.storages().contains(storage)) {
            for (long seed : order.seeds()) {
              Path folder = Files.createDirectory(scratch.resolve(scenario.name() + "-" + storage + "-" + seed));
              good &= once(scenario, new Stage(program, folder, storage, postgres.server(), seed), results);
            }
          }
        }
      }
    }
    if (good) {
      Scratch.delete(scratch);
    } else {
      System.out.println("What is left of the runs that failed: " + scratch);
    }
    return good;
  }

  /** It syncs as PostgreSQL does by itself, and has few enough connections to use them all up. */
  private static ScratchPostgres postgres(Path scratch) throws IOException, InterruptedException {
    Path programs = ScratchPostgres.installed()
        .orElseThrow(() -> new IOException("no PostgreSQL is installed; install the package postgresql"));
    return ScratchPostgres.durable(programs, scratch, "max_connections=40");
  }

  private record Holder(Optional<ScratchPostgres> server) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (server.isPresent()) {
        server.get().close();
      }
    }
  }

  private static boolean once(Scenario scenario, Stage stage, Results results) throws IOException {
    String cell = scenario.name() + " " + stage.storage() + " " + stage.seed();
    long begun = System.nanoTime();
    try {
      Outcome outcome = scenario.run().on(stage);
      results.add(scenario.name(), stage, outcome);
      System.out.printf(
          "%s: %d calls, %d tasks, %d children, %d faults, %d violations, %d s%n", cell, outcome.operations(),
          outcome.tasks(), outcome.children(), outcome.faults(), outcome.violations().size(),
          (System.nanoTime() - begun) / 1_000_000_000);
      outcome.violations().forEach(violation -> System.out.println("  " + violation));
      if (outcome.violations().isEmpty()) {
        Scratch.delete(stage.folder());
      }
      return outcome.violations().isEmpty();
    } catch (Exception broken) {
      System.out.println(cell + ": could not be played to its end: " + broken
          + (broken.getCause() == null ? "" : "; " + broken.getCause()));
      results.addBroken(scenario.name(), stage, String.valueOf(broken.getMessage()));
      return false;
    }
  }

  static List<String> names() {
    return Scenarios.ALL.stream().map(Scenario::name).toList();
  }
}
