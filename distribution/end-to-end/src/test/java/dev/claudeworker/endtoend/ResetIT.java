package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a reset nothing runs and nothing is left, whatever state the server was in. */
class ResetIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private WorkerHome worker;
  private Path pid = Path.of("");

  @BeforeEach
  void startATaskThatTakesLong() throws IOException {
    worker = WorkerHome.create();
    pid = worker.work().resolve("pid");
    assertThat(
        worker.run("run", "--executor", "shell", "echo $$ > pid.new && mv pid.new pid && exec sleep 600").exitCode())
        .isZero();
    await().atMost(PATIENCE).until(() -> Files.exists(pid));
  }

  @AfterEach
  void endEverything() {
    worker.close();
  }

  @Test
  void theServerAndItsChildrenEndAndTheTasksAreGone() throws IOException {
    assertThat(worker.run("reset", "--yes").exitCode()).isZero();

    assertThat(child()).isEmpty();
    assertThat(worker.run("server", "status").exitCode()).isEqualTo(3);
    assertThat(worker.run("run", "--executor", "shell", "true").stdout()).isEqualTo("1\n");
  }

  @Test
  void childrenOfAServerThatWasKilledEndToo() throws IOException {
    long server = Long.parseLong(Files.readString(worker.home().resolve("server.pid")).strip());
    ProcessHandle.of(server).orElseThrow().destroyForcibly();
    await().atMost(PATIENCE).until(() -> !ProcessHandle.of(server).map(ProcessHandle::isAlive).orElse(false));
    assertThat(child()).isPresent();

    assertThat(worker.run("reset", "--yes").exitCode()).isZero();

    assertThat(child()).isEmpty();
  }

  private Optional<ProcessHandle> child() throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).filter(ProcessHandle::isAlive);
  }
}
