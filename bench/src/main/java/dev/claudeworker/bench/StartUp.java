package dev.claudeworker.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What starting costs, of the server and of commands, and what the server costs that has nothing to do. */
final class StartUp implements Measurement {

  /** Empty: in the home, as people have it. */
  private static final Map<String, String> WITH_CACHE = Map.of("CLAUDE_WORKER_AOT_CACHE", "");

  private final boolean small;
  private final int starts;
  private final int commands;
  private final Duration settle;
  private final Duration idle;
  private static final Duration CACHE_PATIENCE = Duration.ofMinutes(3);
  private static final int CACHES = 2;

  StartUp(Scale scale) {
    small = scale.small();
    starts = scale.of(5, 1);
    commands = scale.of(20, 3);
    settle = scale.of(Duration.ofSeconds(30), Duration.ofSeconds(1));
    idle = scale.of(Duration.ofSeconds(60), Duration.ofSeconds(2));
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path plain = program.freshHome("plain");
    report.below("server start to ready without a start-up cache, median of " + starts,
        starts(program, plain, Map.of()).median() / 1e3, 1.5, "s");
    // Making the caches takes longer than a short run may.
    Path home = small ? plain : program.freshHome("start");
    if (!small) {
      makeCaches(program, home);
      report.below("server start to ready with its start-up cache, median of " + starts,
          starts(program, home, WITH_CACHE).median() / 1e3, 1.5, "s");
    }
    try (var server = RunningServer.start(program, home, small ? Map.of() : WITH_CACHE)) {
      idle(server, report);
      commands(program, home, report);
    }
  }

  private Samples starts(Installation program, Path home, Map<String, String> environment) throws Exception {
    var millis = new Samples();
    for (int i = 0; i < starts; i++) {
      try (var server = RunningServer.start(program, home, environment)) {
        millis.add(server.readyMillis());
      }
    }
    return millis;
  }

  /** The launcher makes them in the background when a home is first used. */
  static void makeCaches(Installation program, Path home) throws Exception {
    try (RunningServer _ = RunningServer.start(program, home, WITH_CACHE)) {
      command(program, home, WITH_CACHE, "--version");
      long deadline = System.nanoTime() + CACHE_PATIENCE.toNanos();
      while (caches(home) < CACHES) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("no start-up caches were made in " + home);
        }
        Thread.sleep(200);
      }
    }
  }

  private static long caches(Path home) throws IOException {
    Path folder = home.resolve("cache");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".aot")).count();
    }
  }

  private void idle(RunningServer server, Report report) throws Exception {
    Thread.sleep(settle);
    report.below("resident memory after " + settle.toSeconds() + " s idle", Machine.residentMegabytes(server.pid()),
        150, "MB");
    double before = cpuSeconds(server.pid());
    Thread.sleep(idle);
    double share = (cpuSeconds(server.pid()) - before) / idle.toSeconds();
    report.below("processor use over " + idle.toSeconds() + " s idle", 100 * share, 0.5, "% of a core");
  }

  /** Linux counts in hundredths of a second, whatever its own clock does. */
  private static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
  }

  private void commands(Installation program, Path home, Report report) throws Exception {
    var words = List.of(
        List.of("--version"), List.of("status"), List.of("run", "--executor", "shell", "true"));
    for (List<String> command : words) {
      var millis = new Samples();
      for (int i = 0; i < commands; i++) {
        millis.add(command(program, home, small ? Map.of() : WITH_CACHE, command.toArray(String[]::new)));
      }
      report.figure("claude-worker " + String.join(" ", command) + ", median of " + commands,
          Report.text(millis.median(), "ms"));
    }
  }

  private static double command(Installation program, Path home, Map<String, String> environment, String... words)
      throws Exception {
    var builder = program.command(home, List.of(words));
    builder.environment().putAll(environment);
    Path output = home.resolve("command.out");
    // An open pipe would be read to its end, as text for the prompt.
    builder.redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(output.toFile());
    long before = System.nanoTime();
    int code = builder.start().waitFor();
    double millis = (System.nanoTime() - before) / 1e6;
    if (code != 0) {
      throw new IllegalStateException(List.of(words) + " ended with " + code + ": " + Files.readString(output));
    }
    return millis;
  }
}
