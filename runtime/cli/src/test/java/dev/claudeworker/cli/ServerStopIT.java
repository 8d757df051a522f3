package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stopping must never reach a process that is not the server, whatever server.json says. */
class ServerStopIT {

  private static final int UNUSED_PORT = 1;

  @TempDir
  Path directory;

  private Process stranger;

  @BeforeEach
  void startAStranger() throws IOException {
    stranger = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void endTheStranger() {
    stranger.destroyForcibly();
  }

  @ParameterizedTest
  @ValueSource(strings = {"server stop", "server stop --force", "server stop --drain --timeout 1s"})
  void processThatOnlyHasTheServersNumberIsLeftAlone(String command) throws Exception {
    Path home = Files.createDirectory(directory.resolve("home"));
    Instant began = stranger.info().startInstant().orElseThrow();
    Files.writeString(home.resolve("server.json"),
        "{\"pid\":%d,\"host\":\"127.0.0.1\",\"port\":%d,\"started_at\":\"%s\",\"incarnation\":\"i\",\"version\":\"1\"}"
            .formatted(stranger.pid(), UNUSED_PORT, began));

    Ran ran = new CommandLineFixture(directory).run(command.split(" "));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).isEqualTo("No server is running.\n");
    assertThat(stranger.isAlive()).isTrue();
  }
}
