package dev.claudeworker.bench;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Kills the server while a child runs, starts it again, and counts how often that child's result is recorded, once. */
final class Adoption implements Measurement {

  private final int kills;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Notes each start of itself, waits to be told, and ends by itself if it never is. */
  private static final String CHILD =
      "echo $$ >>$1.starts; n=0; until [ -e $1.go ] || [ $n -gt 600 ]; do sleep 0.1; n=$((n+1)); done; echo $$";

  Adoption(Scale scale) {
    kills = scale.of(Integer.getInteger("bench.kills", 50), 1);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("adoption");
    int adopted = 0;
    var restart = new Samples();
    for (int kill = 0; kill < kills; kill++) {
      Path files = home.resolve("child-" + kill + "-file");
      long id = killWhileRunning(program, home, files);
      try (var server = RunningServer.start(program, home, Map.of()); var connection = server.connect()) {
        restart.add(server.readyMillis());
        Files.createFile(Path.of(files + ".go"));
        JsonObject task = ShellTask.awaitEnd(connection, id);
        if (onceAndWhole(task, files)) {
          adopted++;
        } else {
          report.figure("kill " + kill, task.toString());
        }
      }
    }
    report.atLeast("children adopted, result recorded once, of " + kills, adopted, kills, "");
    report.figure("restart after the kill to ready, median", Report.text(restart.median(), "ms"));
  }

  private long killWhileRunning(Installation program, Path home, Path files) throws Exception {
    try (var server = RunningServer.start(program, home, Map.of()); var connection = server.connect()) {
      JsonObject body = ShellTask.body(home, "/bin/sh", "-c", CHILD, "child", files.toString());
      long id = connection.post(ShellTask.TASKS, body).number("id");
      awaitFile(Path.of(files + ".starts"));
      server.kill();
      return id;
    }
  }

  /** The child started once, and the result is what that very child said. */
  private boolean onceAndWhole(JsonObject task, Path files) throws IOException {
    String starts = Files.readString(Path.of(files + ".starts"));
    return task.text("status").orElse("").equals("completed")
        && starts.lines().count() == 1
        && task.text("final_summary").orElse("").strip().equals(starts.strip())
        && task.get("attempts").map(Object::toString).orElse("").replaceAll("\\D", "").equals("1");
  }

  private void awaitFile(Path file) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(file) || Files.size(file) == 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(file + " did not appear");
      }
      Thread.sleep(2);
    }
  }
}
