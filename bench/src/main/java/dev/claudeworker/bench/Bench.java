package dev.claudeworker.bench;

import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Runs measurements by name and prints Markdown. Arguments: the folder of the unpacked program, {@code --short} for a few seconds, names; none = all. */
public final class Bench {

  private static final String SHORT = "--short";

  /** What a short run may take before it leaves out what is left. */
  private static final Duration ENOUGH = Duration.ofSeconds(Integer.getInteger("bench.seconds", 28));

  private static final Map<String, Function<Scale, Measurement>> MEASUREMENTS = new LinkedHashMap<>();

  static {
    // What compares within one run comes first: a short run may end before it has measured everything.
    MEASUREMENTS.put("shell", ShellThroughput::new);
    MEASUREMENTS.put("noop", NoopThroughput::new);
    MEASUREMENTS.put("graphs", Graphs::new);
    MEASUREMENTS.put("gate", GateOpening::new);
    MEASUREMENTS.put("history", History::new);
    MEASUREMENTS.put("pickup", Pickup::new);
    MEASUREMENTS.put("rest", RestLatency::new);
    MEASUREMENTS.put("streams", LiveStreams::new);
    MEASUREMENTS.put("mcp", McpCalls::new);
    MEASUREMENTS.put("adoption", Adoption::new);
    MEASUREMENTS.put("start", StartUp::new);
    MEASUREMENTS.put("servers", SeveralServers::new);
    MEASUREMENTS.put("peers", Peers::new);
    MEASUREMENTS.put("queued", LongQueue::new);
    MEASUREMENTS.put("plugins", Plugins::new);
  }

  private Bench() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    List<String> words = new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length));
    var scale = new Scale(words.remove(SHORT));
    for (String name : words) {
      if (!MEASUREMENTS.containsKey(name)) {
        System.err.println("bench: there is no measurement '" + name + "'; known: " + MEASUREMENTS.keySet());
        System.exit(2);
      }
    }
    Path scratch = Files.createTempDirectory("claude-worker-bench");
    // What went wrong with a measurement is said, and not that its files were still in use then.
    try (Closeable _ = () -> Scratch.delete(scratch)) {
      run(new Installation(Path.of(arguments[0]).toRealPath(), scratch), scale,
          words.isEmpty() ? List.copyOf(MEASUREMENTS.keySet()) : words);
    }
  }

  private static void run(Installation program, Scale scale, List<String> names) throws Exception {
    System.out.println(Machine.describe(program.scratch()));
    long start = System.nanoTime();
    for (var entry : MEASUREMENTS.entrySet()) {
      if (!names.contains(entry.getKey())) {
        continue;
      }
      if (scale.small() && System.nanoTime() - start > ENOUGH.toNanos()) {
        System.out.println("### " + entry.getKey() + "\n\nleft out: no time was left\n");
        continue;
      }
      var report = new Report(entry.getKey(), scale);
      String before = Machine.load();
      entry.getValue().apply(scale).measure(program, report);
      System.out.println(report.markdown(before, Machine.load()));
    }
  }
}
