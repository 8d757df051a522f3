package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.claudeworker.scratch.ScratchPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

/** Two servers from the zip on a PostgreSQL with a synchronous standby, which takes over under them. */
class FailoverIT {

  private static final int TASKS = 30;

  /** Longer than the failover takes on a busy machine. */
  private static final Map<String, Object> LEASE = Map.of("duration", "90s", "margin", "1s");

  @TempDir
  Path folder;

  @Test
  void everyAcknowledgedTaskIsThereAndDoneAfterTheStandbyWasPromoted() throws Exception {
    Optional<Path> programs = ScratchPostgres.installed();
    assumeTrue(programs.isPresent(), "the PostgreSQL that comes as a jar brings no pg_basebackup");
    try (ScratchPostgres primary = ScratchPostgres.durable(programs.get(), folder);
        ScratchPostgres standby = primary.synchronousStandby();
        WorkerHome alpha = home("alpha", primary, standby);
        WorkerHome beta = home("beta", primary, standby)) {
      List<RunningCommand> starts =
          Stream.of(alpha, beta).map(home -> home.begin("", "server", "start")).toList();
      starts.forEach(start -> start.await(Duration.ofSeconds(60)).succeeded());
      List<Long> acknowledged = new ArrayList<>();
      while (acknowledged.size() < TASKS) {
        submit(acknowledged.size() % 2 == 0 ? alpha : beta, acknowledged);
      }

      primary.kill();
      standby.promote();

      Awaitility.await("both servers take tasks again").atMost(Duration.ofSeconds(90)).until(() -> {
        submit(alpha, acknowledged);
        submit(beta, acknowledged);
        return acknowledged.size() >= TASKS + 4;
      });
      assertThat(acknowledged).doesNotHaveDuplicates();
      for (long id : acknowledged) {
        Awaitility.await("task " + id)
            .atMost(Duration.ofSeconds(120))
            .until(() -> "completed".equals(beta.get("/api/v1/tasks/" + id).get("status")));
      }
    }
  }

  private static WorkerHome home(String name, ScratchPostgres primary, ScratchPostgres standby) {
    String address = "jdbc:postgresql://127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port()
        + "/postgres?target_session_attrs=read-write";
    return WorkerHome.create()
        .config("storage", Map.of("type", "postgres", "database", address))
        .config("plugins", Map.of("storage-postgres", Map.of("user", ScratchPostgres.USER)))
        .config("server", Map.of("name", name))
        .config("lease", LEASE);
  }

  /** What is refused, or not answered, is not acknowledged. */
  private static void submit(WorkerHome at, List<Long> acknowledged) {
    Object id;
    try {
      Map<String, Object> answer = at.post(
          "/api/v1/tasks",
          JSON.std.asString(
              Map.of("execution_prompt", "sleep 0.1", "executor", "shell", "working_directory", at.work().toString(),
                  "concurrency_key", "none")));
      id = answer.get("id");
    } catch (RuntimeException | AssertionError unanswered) {
      return;
    }
    if (id instanceof Number number) {
      acknowledged.add(number.longValue());
    }
  }
}
