package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** Three servers from the zip on one PostgreSQL: one queue, whoever is asked, whoever dies. */
class ServersIT {

  /** What dies here is taken over within five seconds. */
  private static final Map<String, Object> SHORT_LEASE = Map.of("duration", "3s", "margin", "1s");

  /** Longer than a server takes to start on a busy machine. */
  private static final Map<String, Object> LONG_LEASE = Map.of("duration", "90s", "margin", "1s");

  private static final PostgresCluster POSTGRES = PostgresCluster.start();
  private static final WorkerHome ALPHA = home("alpha", SHORT_LEASE);
  private static final WorkerHome BETA = home("beta", SHORT_LEASE);
  private static final WorkerHome GAMMA = home("gamma", LONG_LEASE);

  private static WorkerHome home(String name, Map<String, Object> lease) {
    // Only alpha and beta are a pair, so that what one leaves behind is taken by the other.
    List<String> labels = name.equals("gamma") ? List.of("name=" + name) : List.of("name=" + name, "pair=yes");
    return WorkerHome.create()
        .config("storage", Map.of("type", "postgres", "database", POSTGRES.url()))
        .config("plugins", Map.of("storage-postgres", Map.of("user", POSTGRES.user())))
        .config("server", Map.of("name", name, "labels", labels))
        .config("lease", lease);
  }

  @BeforeAll
  static void startAtOnce() {
    List<RunningCommand> starts =
        Stream.of(ALPHA, BETA, GAMMA).map(home -> home.begin("", "server", "start")).toList();
    starts.forEach(start -> start.await(Duration.ofSeconds(60)).succeeded());
  }

  @AfterAll
  static void endEverything() {
    Stream.of(ALPHA, BETA, GAMMA).forEach(WorkerHome::close);
    POSTGRES.close();
  }

  @Test
  void everyServerKnowsAllAndServesTasksThatRunElsewhere() throws IOException {
    var listed = ALPHA.run("server", "list").succeeded().stdout().lines().toList();
    assertThat(listed).hasSize(3).allMatch(line -> line.contains("\talive\t"));
    assertThat(listed.get(2)).startsWith("gamma\t").contains("name=gamma", "http://127.0.0.1:");
    Path go = ALPHA.work().resolve("go-elsewhere");
    long id =
        submit(ALPHA, "echo from gamma; until [ -e " + go + " ]; do sleep 0.05; done; echo the end", "name=gamma");
    RunningCommand followed = BETA.begin("", "logs", Long.toString(id), "--follow");
    await().until(() -> followed.output().contains("from gamma"));
    assertThat(lastServer(BETA, id)).isEqualTo(serverId(GAMMA));
    Files.createFile(go);
    assertThat(followed.await(Duration.ofSeconds(30)).succeeded().stdout()).contains("the end");
    assertThat(BETA.run("logs", Long.toString(id), "--raw").succeeded().stdout()).isEqualTo("from gamma\nthe end\n");
    assertThat(ALPHA.task(id)).containsEntry("status", "completed");

    long nowhere = submit(BETA, "true", "name=delta");
    assertThat(ALPHA.task(nowhere).get("wait_reason").toString()).contains("label name=delta");
    ALPHA.run("cancel", Long.toString(nowhere)).succeeded();
  }

  @Test
  void aCancelReachesTheServerThatRunsTheTask() {
    long id = submit(ALPHA, "sleep 307", "name=gamma");
    await().until(() -> status(ALPHA, id).equals("running") && !Processes.withCommand("sleep 307").isEmpty());
    long began = System.nanoTime();

    ALPHA.post("/api/v1/tasks/" + id + "/cancel", "{}");
    await().until(() -> status(BETA, id).equals("cancelled"));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    assertThat(Processes.withCommand("sleep 307")).isEmpty();
  }

  @Test
  void aServerThatIsStartedAgainAdoptsAtOnce() throws IOException {
    Path go = GAMMA.work().resolve("go-adopted");
    long id = submit(GAMMA, "until [ -e " + go + " ]; do sleep 0.05; done; echo adopted", "name=gamma");
    await().until(() -> status(GAMMA, id).equals("running"));

    GAMMA.killServer();
    GAMMA.run("server", "start").succeeded();
    Files.createFile(go);

    await().until(() -> status(ALPHA, id).equals("completed"));
    assertThat(ALPHA.task(id)).containsEntry("attempts", 1).containsEntry("final_summary", "adopted");
  }

  @Test
  void whatADeadServerRanIsEndedThereAndThenBeginsElsewhere() {
    Attempts task = submitPair(ALPHA);
    WorkerHome dying = task.server.equals(serverId(ALPHA)) ? ALPHA : BETA;
    WorkerHome other = dying == ALPHA ? BETA : ALPHA;

    dying.killServer();
    long died = System.nanoTime();

    await().until(() -> status(other, task.id).equals("completed"));
    Duration took = Duration.ofNanos(System.nanoTime() - died);
    assertThat(other.task(task.id).get("final_summary")).as("nothing of the first attempt was alive")
        .isEqualTo("alone");
    assertThat(other.task(task.id)).containsEntry("attempts", 2).containsEntry("failures", 0);
    assertThat(lastServer(other, task.id)).isEqualTo(serverId(other));
    assertThat(took).as("3 s of lease, 1 s of margin, a look every half second").isLessThan(Duration.ofSeconds(8));
    assertThat(other.run("server", "list").succeeded().stdout()).contains("\tdead\t");
    dying.run("server", "start").succeeded();

    aFrozenServerIsFencedWhenItComesBack();
  }

  /** After the one before, because both need the pair. */
  private static void aFrozenServerIsFencedWhenItComesBack() {
    Attempts task = submitPair(BETA);
    WorkerHome frozen = task.server.equals(serverId(ALPHA)) ? ALPHA : BETA;
    WorkerHome other = frozen == ALPHA ? BETA : ALPHA;

    signal("-STOP", frozen.serverPid());
    try {
      await().until(() -> status(other, task.id).equals("completed"));
    } finally {
      signal("-CONT", frozen.serverPid());
    }

    assertThat(other.task(task.id).get("final_summary")).isEqualTo("alone");
    await().until(() -> log(frozen).contains("has lost its lease") || log(frozen).contains("result is dropped")
        || log(frozen).contains("could not be renewed in time"));
    await().until(() -> frozen.get("/api/v1/servers").toString().split("state=alive", -1).length == 4);
    assertThat(other.task(task.id)).containsEntry("attempts", 2).containsEntry("status", "completed");
  }

  private record Attempts(long id, String server) {}

  /** A task whose first attempt hangs and whose second tells whether it is alone; returns when the first one runs. */
  private static Attempts submitPair(WorkerHome at) {
    Path mark = at.work().resolve("first-" + System.nanoTime());
    long id =
        submit(
            at,
            "if [ -e " + mark + " ]; then kill -0 $(cat " + mark + ") 2>/dev/null && echo together || echo alone; "
                + "else echo $$ > " + mark + ".new; mv " + mark + ".new " + mark + "; exec sleep 311; fi",
            "pair=yes");
    await().until(() -> Files.exists(mark));
    return new Attempts(id, lastServer(at, id));
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
  }

  private static long submit(WorkerHome at, String script, String label) {
    String[] required = label.split("=", 2);
    var document = new HashMap<String, Object>();
    document.put("execution_prompt", script);
    document.put("executor", "shell");
    document.put("working_directory", at.work().toString());
    document.put("concurrency_key", "none");
    document.put("required_labels", Map.of(required[0], required[1]));
    return ((Number) at.post("/api/v1/tasks", JSON.std.asString(document)).get("id")).longValue();
  }

  private static String status(WorkerHome asked, long id) {
    return String.valueOf(asked.get("/api/v1/tasks/" + id).get("status"));
  }

  private static String lastServer(WorkerHome asked, long id) {
    List<?> attempts = (List<?>) asked.get("/api/v1/tasks/" + id + "/attempts").get("attempts");
    return String.valueOf(((Map<?, ?>) attempts.getLast()).get("server"));
  }

  private static String serverId(WorkerHome home) {
    try {
      return Files.readString(home.home().resolve("server-id")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String log(WorkerHome home) {
    try {
      return Files.readString(home.home().resolve("claude-worker.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void signal(String signal, long pid) {
    try {
      Process kill = new ProcessBuilder("kill", signal, Long.toString(pid)).start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
