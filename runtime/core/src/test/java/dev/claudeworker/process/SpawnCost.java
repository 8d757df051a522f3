package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ProcessSpec;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures what the room costs: {@code true} through the room against a bare loop that starts the same script, and the time
 * from {@code open()} to a clock that the child reads. Not a test; run it by hand, see {@link #main}.
 */
public final class SpawnCost {

  private static final int THREADS = 4;
  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

  private final Path home;
  private final DurableProcessRoom room;
  private final HomeScript script;
  private final List<String> session = CapabilityProbe.probe().sessionCommand();

  private SpawnCost(Path home) throws IOException {
    this.home = home;
    this.room = DurableProcessRoom.open(ProcessSettings.DEFAULTS, home);
    this.script = HomeScript.child(home);
  }

  /** Arguments: how many children per round (default 1000), how many rounds (default 5). */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    var home = Files.createTempDirectory("spawn-cost");
    var cost = new SpawnCost(home);
    cost.perSecond(200, cost::bare);
    cost.perSecond(200, cost::throughRoom);
    for (int round = 0; round < rounds; round++) {
      double cpuBefore = cpuMillis();
      double bare = cost.perSecond(count, cost::bare);
      double cpuBetween = cpuMillis();
      double room = cost.perSecond(count, cost::throughRoom);
      System.out.printf(
          "%d threads: bare loop %.0f/s (%.2f ms CPU each), room %.0f/s (%.2f ms CPU each), ratio %.2f%n",
          THREADS, bare, (cpuBetween - cpuBefore) / count, room, (cpuMillis() - cpuBetween) / count, room / bare);
    }
    double alone = 1000 / cost.perSecond(count / 4, cost::throughRoom, 1);
    System.out.printf("one thread: room %.2f ms each, bare %.2f ms each%n", alone,
        1000 / cost.perSecond(count / 4, cost::bare, 1));
    cost.latency(count / 2);
    cost.room.close();
  }

  private double perSecond(int count, Callable<Void> one) throws Exception {
    return perSecond(count, one, THREADS);
  }

  private double perSecond(int count, Callable<Void> one, int threads) throws Exception {
    var left = new AtomicInteger(count);
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var loops = new ArrayList<java.util.concurrent.Future<Void>>();
      for (int i = 0; i < threads; i++) {
        loops.add(executor.submit(() -> {
          while (left.getAndDecrement() > 0) {
            one.call();
          }
          return null;
        }));
      }
      for (var loop : loops) {
        loop.get();
      }
    }
    return count * 1e9 / (System.nanoTime() - start);
  }

  private Void bare() throws Exception {
    var directory = Files.createDirectory(home.resolve(UUID.randomUUID().toString()));
    var command = new ArrayList<>(session);
    command.addAll(List.of("/bin/sh", script.present().toString(), directory.toString(), "/usr/bin/true"));
    var builder = new ProcessBuilder(command)
        .redirectInput(new java.io.File("/dev/null"))
        .redirectOutput(Redirect.appendTo(directory.resolve("stdout").toFile()))
        .redirectError(Redirect.appendTo(directory.resolve("stderr").toFile()));
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException("true failed");
    }
    return null;
  }

  private Void throughRoom() throws Exception {
    var child = open(List.of("true"));
    try (var stdout = child.stdout()) {
      stdout.readAllBytes();
    }
    if (child.waitFor().code().orElse(-1) != 0) {
      throw new IllegalStateException("true failed");
    }
    return null;
  }

  private dev.claudeworker.spi.executor.ChildProcess open(List<String> command) throws Exception {
    var id = UUID.randomUUID();
    var directory = Files.createDirectory(home.resolve(id.toString()));
    var spec = new ProcessSpec(command, home, ENVIRONMENT, "", Duration.ZERO);
    return room.open(new ProcessRequest(directory, id, spec, false, ProcessSettings.DEFAULTS.limits()));
  }

  /** The child is date(1), which reads the same clock as this program. */
  private void latency(int count) throws Exception {
    var millis = new double[count];
    for (int i = 0; i < count; i++) {
      long before = wallNanos();
      var child = open(List.of("date", "+%s%N"));
      child.waitFor();
      try (var stdout = child.stdout()) {
        millis[i] = (Long.parseLong(new String(stdout.readAllBytes()).strip()) - before) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf("open() to the child's clock: p50 %.2f ms, p99 %.2f ms, worst %.2f ms%n",
        millis[count / 2], millis[count * 99 / 100], millis[count - 1]);
  }

  /** Of this program and its ended children; says something even when the machine is busy with other things. */
  private static double cpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return 10.0 * Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
  }

  private static long wallNanos() {
    var now = java.time.Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
