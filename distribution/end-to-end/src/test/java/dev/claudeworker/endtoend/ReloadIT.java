package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A server that starts again when its configuration is changed. */
class ReloadIT {

  private static final Duration LIMIT = Duration.ofSeconds(40);

  @AutoClose
  private final WorkerHome worker = WorkerHome.create();

  @Test
  void aChangedConfigurationIsTakenUpWhileTasksGoOnAndAWrongOneIsNot() throws IOException {
    worker.run("server", "start", "--reload").succeeded();
    long first = worker.serverPid();
    long id = worker.submit("--executor", "shell", "until [ -e go ]; do sleep 0.1; done; echo went on");
    worker.awaitStatus(id, "running");

    worker.run("config", "set", "worker.max_workers", "3").succeeded();
    await().atMost(LIMIT).until(() -> worker.run("server", "status", "--json").stdout().contains("\"max_workers\":3"));
    assertThat(worker.serverPid()).isNotEqualTo(first);
    assertThat(ProcessHandle.of(first)).isEmpty();

    long second = worker.serverPid();
    var config = worker.home().resolve("config.yaml");
    Files.writeString(config, Files.readString(config) + "server: {prot: 1}\n");
    await().atMost(LIMIT).until(() -> worker.run("server", "logs").stdout().contains("goes on with the one before"));
    assertThat(worker.serverPid()).isEqualTo(second);

    Files.createFile(worker.work().resolve("go"));
    assertThat(worker.awaitStatus(id, "completed")).containsEntry("attempts", 1)
        .containsEntry("final_summary", "went on");
    worker.run("server", "stop").succeeded();
    await().atMost(LIMIT).until(() -> worker.processes().isEmpty());
  }
}
