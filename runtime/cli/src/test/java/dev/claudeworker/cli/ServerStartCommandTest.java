package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerStartCommandTest {

  @TempDir
  Path directory;

  private final StubServer server = new StubServer();

  @BeforeEach
  void serverOfTheHomeRuns() throws IOException {
    server.on("GET /health", "{'status':'ok','incarnation':'i'}");
    Path home = Files.createDirectory(directory.resolve("home"));
    Files.writeString(home.resolve("server.json"),
        "{\"pid\":%d,\"host\":\"127.0.0.1\",\"port\":%d,\"started_at\":\"%s\",\"incarnation\":\"i\",\"version\":\"1\"}"
            .formatted(ProcessHandle.current().pid(), URI.create(server.url()).getPort(), CommandLineFixture.NOW));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aServerThatRunsAlreadyIsSaid() {
    Ran ran = new CommandLineFixture(directory).run("server", "start");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("A server is already running at " + server.url());
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void whatItWasAskedForInVainIsSaidWithTheWayToGetIt() {
    Ran ran = new CommandLineFixture(directory).run("server", "start", "--port", "9000", "--workers", "8");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).contains("without --port 9000 --workers 8",
        "claude-worker server restart --port 9000 --workers 8");
  }
}
