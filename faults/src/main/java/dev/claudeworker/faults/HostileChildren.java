package dev.claudeworker.faults;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.torture.check.Promise;
import dev.claudeworker.torture.program.Processes;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Children that behave badly, while the server is killed: deaf to signals, leaving processes behind in sessions of their own,
 * flooding, tearing lines, never ending. Each task has to come to its end, and no process may be left.
 */
final class HostileChildren {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What a child does, and how its task has to end. */
  private static final Map<String, String> KINDS = Map.of(
      "deaf", "failed", "leaver", "completed", "deserter", "failed", "flood", "failed", "torn", "completed",
      "endless", "cancelled");

  private static final String SCRIPT = """
      history=$1 key=$2
      printf 'started\\t%s\\t%s\\n' "$key" "$CLAUDE_WORKER_ATTEMPT" >>"$history"
      good() {
        printf 'ended\\t%s\\t%s\\t0\\n' "$key" "$CLAUDE_WORKER_ATTEMPT" >>"$history"
        printf %s "$CLAUDE_WORKER_ATTEMPT"
      }
      forever='trap "" TERM INT HUP; while :; do sleep 1; done'
      case $3 in
        deaf) eval "$forever" ;;
        leaver) setsid sh -c "$forever" "$key" & sleep 0.3; good ;;
        deserter) for i in 1 2 3; do setsid sh -c "$forever" "$key" & done; eval "$forever" ;;
        flood) while :; do head -c 1000000 /dev/zero | tr '\\0' x; done ;;
        torn) printf 'half \\377\\303 of a \\0 line' >&2; sleep 1; printf '\\357\\273' >&2; good ;;
        endless) exec sleep 100000 ;;
      esac
      """;

  private HostileChildren() {}

  static Outcome play(Stage stage) throws Exception {
    JsonObject settings = Settings.of(stage)
        .with("attempt", JsonObject.EMPTY.with("grace_period", "1s").with("max_output", 32_000_000));
    try (var rig = new Rig(stage.program(), stage.folder(), settings)) {
      var probes = new Probes(rig);
      return Run.of(rig, Pace.USUAL, stage.seed(), (running, random) -> play(running, probes, random))
          .with(probes.violations());
    }
  }

  private static void play(Rig rig, Probes probes, RandomGenerator random) throws Exception {
    Path script = Files.writeString(rig.folder().resolve("hostile.sh"), SCRIPT);
    for (int round = 1; round <= 2; round++) {
      for (String kind : KINDS.keySet().stream().sorted().toList()) {
        String key = key(kind) + round + "-";
        probes.submit(key, document(rig, script, key, kind), end(kind));
      }
      Thread.sleep(random.nextLong(500, 2_500));
      rig.killServer();
      rig.start();
      probes.cancel(key("endless") + round + "-");
    }
    probes.settle(PATIENCE);
    for (ProcessHandle left : left(rig)) {
      probes.report(Promise.ENDS, "hostile", "left the process " + left.pid() + " behind");
    }
  }

  private static JsonObject document(Rig rig, Path script, String key, String kind) {
    var words = List.of("/bin/sh", script.toString(), rig.history().path().toString(), key, kind);
    JsonObject document = Probes.document(rig, key, "shell", "hostile")
        .with("priority", 100)
        .with("executor_options", JsonObject.EMPTY.with("command",
            new JsonArray(words.stream().<JsonValue>map(JsonString::new).toList())));
    return end(kind).equals("failed") ? document.with("timeout_seconds", Probes.seconds("4")) : document;
  }

  private static String end(String kind) {
    return Objects.requireNonNull(KINDS.get(kind), kind);
  }

  private static String key(String kind) {
    return "hostile-" + kind + "-";
  }

  /** Sessions of their own have the key as a word, and this kind of script as another. */
  private static List<ProcessHandle> left(Rig rig) {
    return Processes.naming(rig.folder())
        .stream()
        .filter(process -> KINDS.keySet().stream().anyMatch(kind -> words(process).contains(key(kind))))
        .toList();
  }

  private static String words(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"),
          StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
