package dev.claudeworker.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs measurements by name and prints Markdown. Arguments: the folder of the unpacked program, then names; none = all. */
public final class Bench {

  private static final Map<String, Measurement> MEASUREMENTS = new LinkedHashMap<>();

  static {
    MEASUREMENTS.put("pickup", new Pickup());
    MEASUREMENTS.put("rest", new RestLatency());
    MEASUREMENTS.put("streams", new LiveStreams());
    MEASUREMENTS.put("shell", new ShellThroughput());
    MEASUREMENTS.put("noop", new NoopThroughput());
    MEASUREMENTS.put("graphs", new Graphs());
    MEASUREMENTS.put("start", new StartUp());
    MEASUREMENTS.put("history", new History());
    MEASUREMENTS.put("gate", new GateOpening());
    MEASUREMENTS.put("adoption", new Adoption());
  }

  private Bench() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    List<String> names = Arrays.asList(arguments).subList(1, arguments.length);
    for (String name : names) {
      if (!MEASUREMENTS.containsKey(name)) {
        System.err.println("bench: there is no measurement '" + name + "'; known: " + MEASUREMENTS.keySet());
        System.exit(2);
      }
    }
    Path scratch = Files.createTempDirectory("claude-worker-bench");
    try {
      run(new Installation(Path.of(arguments[0]).toRealPath(), scratch),
          names.isEmpty() ? List.copyOf(MEASUREMENTS.keySet()) : names);
    } finally {
      Scratch.delete(scratch);
    }
  }

  private static void run(Installation program, List<String> names) throws Exception {
    System.out.println(Machine.describe(program.scratch()));
    for (var entry : MEASUREMENTS.entrySet()) {
      if (names.contains(entry.getKey())) {
        var report = new Report(entry.getKey());
        String before = Machine.load();
        entry.getValue().measure(program, report);
        System.out.println(report.markdown(before, Machine.load()));
      }
    }
  }
}
