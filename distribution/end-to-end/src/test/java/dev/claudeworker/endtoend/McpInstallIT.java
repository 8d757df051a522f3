package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.StubMessagesApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** The real program is told of the queue, finds it and forgets it. */
class McpInstallIT {

  private StubMessagesApi stub;
  private WorkerHome worker;

  @BeforeEach
  void installInAnEmptyHome() throws IOException {
    stub = StubMessagesApi.start();
    worker = WorkerHome.createWithClaude(stub);
    Path bin = Files.createDirectories(worker.work().resolveSibling("bin"));
    Files.createSymbolicLink(bin.resolve("claude"), Installation.claude());
    worker.environment("PATH", bin + ":" + System.getenv("PATH"));
  }

  @AfterEach
  void endEverything() {
    worker.close();
    stub.close();
  }

  @Test
  void installedOnceItIsFoundWhereverItsUserWorksAndUninstalledItIsGone() throws IOException {
    worker.run("server", "start").succeeded();
    assertThat(worker.run("mcp", "install").succeeded().stdout()).contains("Added claude-worker to the user config");

    assertThat(worker.shell("claude mcp list").succeeded().stdout()).contains("claude-worker", "Connected");
    Path file = worker.claudeConfig().resolve(".claude.json");
    assertThat(JSON.std.mapFrom(Files.readString(file)).get("mcpServers").toString())
        .contains(Installation.launcher().toString(), "CLAUDE_WORKER_HOME=" + worker.home());

    assertThat(worker.run("mcp", "install").succeeded().stdout()).contains("Replaced");
    assertThat(worker.run("mcp", "uninstall").succeeded().stdout()).contains("Took claude-worker out");
    assertThat(worker.run("mcp", "uninstall").succeeded().stdout()).contains("does not stand in");
    assertThat(worker.shell("claude mcp list").succeeded().stdout()).doesNotContain("claude-worker");
  }

  @Test
  void aProjectIsToldInWordsThatHoldOnEveryMachine() throws IOException {
    assertThat(worker.run("mcp", "install", "--scope", "project").succeeded().stderr()).contains("on the PATH");

    assertThat(Files.readString(worker.work().resolve(".mcp.json"))).contains("\"command\": \"claude-worker\"")
        .doesNotContain(worker.home().toString());
    assertThat(worker.shell("claude mcp list").succeeded().stdout()).contains("claude-worker");
    worker.run("mcp", "uninstall", "--scope", "project").succeeded();
    assertThat(Files.readString(worker.work().resolve(".mcp.json"))).doesNotContain("claude-worker");
  }
}
