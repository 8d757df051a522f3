package dev.claudeworker.bench;

import dev.claudeworker.plugins.CallWatch;
import dev.claudeworker.plugins.PluginGuard;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.plugins.PluginSettings;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What plugins cost: each of them when it is loaded, all of them at the start, one that is dropped in, and the guard around calls. */
final class Plugins implements Measurement {

  private static final String STORAGE = "storage-h2";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int POLL_MS = 5;
  private static final int ROUNDS = 5;
  private static final double MEGABYTE = 1024 * 1024;

  private final int starts;
  private final int loads;
  private final int drops;
  private final int calls;

  Plugins(Scale scale) {
    starts = scale.of(5, 1);
    loads = scale.of(7, 2);
    drops = scale.of(9, 1);
    calls = scale.of(5_000_000, 500_000);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    guard(report);
    List<Path> jars = jars(program);
    for (Path jar : jars) {
      load(program, jar, report);
    }
    dropped(program, report);
    start(program, jars, report);
  }

  private static List<Path> jars(Installation program) throws IOException {
    try (Stream<Path> files = Files.list(program.plugins())) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** The best of several rounds: what disturbs a round only makes it longer. */
  private void guard(Report report) {
    var guard = new PluginGuard("bench", Plugins.class.getClassLoader(),
        new CallWatch(Duration.ofSeconds(30), System::nanoTime));
    Callable<@Nullable Integer> body = () -> 42;
    int callsInRound = calls / ROUNDS;
    double guarded = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long sum = 0;
      long before = System.nanoTime();
      for (int call = 0; call < callsInRound; call++) {
        sum += Objects.requireNonNull(guard.call("for an answer", body));
      }
      guarded = Math.min(guarded, (System.nanoTime() - before) / 1e3 / callsInRound);
      if (sum != 42L * callsInRound) {
        throw new IllegalStateException("the guard changed an answer");
      }
    }
    report.below("guard around a call that does nothing, best of " + ROUNDS + " rounds", guarded, 2, "µs");
  }

  /** In this process, which is warm: the time says what a plugin costs beside others. */
  private void load(Installation program, Path jar, Report report) throws Exception {
    Path home = program.freshHome("load");
    Path folder = Files.createDirectories(home.resolve("one"));
    Files.copy(jar, folder.resolve(jar.getFileName()));
    var millis = new Samples();
    var megabytes = new Samples();
    for (int i = 0; i < loads; i++) {
      double used = usedMegabytes();
      long before = System.nanoTime();
      try (PluginRegistry registry = PluginRegistry.open(PluginSettings.installed(home, List.of(folder)))) {
        millis.add((System.nanoTime() - before) / 1e6);
        requireActive(registry, jar);
        megabytes.add(usedMegabytes() - used);
      }
    }
    report.figure(nameOf(jar) + " loaded: time, memory (heap and classes), median of " + loads,
        Report.text(millis.median(), "ms") + ", " + Report.text(Math.max(0, megabytes.median()), "MB"));
  }

  private static void requireActive(PluginRegistry registry, Path jar) {
    registry.plugins().getFirst().lastError().ifPresent(failed -> {
      throw new IllegalStateException(jar + " was not loaded: " + failed.getMessage());
    });
  }

  private static double usedMegabytes() {
    System.gc();
    var memory = ManagementFactory.getMemoryMXBean();
    return (memory.getHeapMemoryUsage().getUsed() + memory.getNonHeapMemoryUsage().getUsed()) / MEGABYTE;
  }

  private void dropped(Installation program, Report report) throws Exception {
    Path home = program.freshHome("dropped");
    Path jar = DroppedPlugin.pack(home.resolve("dropped.jar"));
    Path folder = Files.createDirectories(home.resolve("plugins"));
    var millis = new Samples();
    try (var server = RunningServer.start(program, home, Map.of()); var connection = server.connect()) {
      for (int i = 0; i < drops; i++) {
        Path fresh = Files.copy(jar, home.resolve("fresh.jar"), StandardCopyOption.REPLACE_EXISTING);
        long before = System.nanoTime();
        Files.move(fresh, folder.resolve("dropped.jar"));
        awaitTask(connection);
        millis.add((System.nanoTime() - before) / 1e6);
        Files.delete(folder.resolve("dropped.jar"));
        await(() -> connection.get("/api/v1/plugins/" + DroppedPlugin.NAME).status() == 404);
      }
    }
    report.below("dropped in to its first task done, median of " + drops, millis.median() / 1e3, 2, "s");
    report.below("the same, longest", millis.percentile(100) / 1e3, 2, "s");
  }

  /** Submits until the executor is known, and waits for the task. */
  private static void awaitTask(HttpConnection connection) throws Exception {
    JsonObject task = JsonObject.EMPTY.with("execution_prompt", "nothing")
        .with("executor", DroppedPlugin.NAME)
        .with("working_directory", "/tmp");
    var id = new long[1];
    await(() -> {
      var answer = connection.post("/api/v1/tasks", task);
      if (answer.status() == 201) {
        id[0] = answer.number("id");
      }
      return answer.status() == 201;
    });
    await(() -> connection.get("/api/v1/tasks/" + id[0]).json().text("status").orElse("").equals("completed"));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the plugin was not taken up or dropped in time");
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** By turns, so that what else the machine does meets both alike. */
  private void start(Installation program, List<Path> jars, Report report) throws Exception {
    Path all = program.freshHome("all");
    Path one = program.freshHome("one");
    Files.write(one.resolve("plugins.disabled"),
        jars.stream().map(Plugins::nameOf).filter(name -> !name.equals(STORAGE)).toList());
    var allMillis = new Samples();
    var oneMillis = new Samples();
    var allMegabytes = new Samples();
    var oneMegabytes = new Samples();
    for (int i = 0; i < starts; i++) {
      start(program, all, allMillis, allMegabytes);
      start(program, one, oneMillis, oneMegabytes);
    }
    report.below("server start to ready with all " + jars.size() + " plugins, no start-up cache, median of " + starts,
        allMillis.median() / 1e3, 1.5, "s");
    report.figure("the same with " + STORAGE + " only", Report.text(oneMillis.median() / 1e3, "s"));
    report.figure("resident memory when ready, with all / with " + STORAGE + " only",
        Report.text(allMegabytes.median(), "MB") + " / " + Report.text(oneMegabytes.median(), "MB"));
  }

  private static void start(Installation program, Path home, Samples millis, Samples megabytes) throws Exception {
    try (var server = RunningServer.start(program, home, Map.of())) {
      millis.add(server.readyMillis());
      megabytes.add(Machine.residentMegabytes(server.pid()));
    }
  }

  private static String nameOf(Path jar) {
    return jar.getFileName().toString().replaceFirst("(-[0-9][^/]*)?\\.jar$", "");
  }
}
