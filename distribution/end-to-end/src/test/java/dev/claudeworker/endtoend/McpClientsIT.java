package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

/** Clients that others wrote: both of the protocol's own, and the inspector, by every way in. */
class McpClientsIT {

  private static final Path MODULES = Path.of(System.getProperty("mcp.clients", "not-set"), "node_modules");

  private WorkerHome worker;
  private Path scripts;

  @BeforeEach
  void installInAnEmptyHome() throws IOException {
    assertThat(MODULES.resolve("@modelcontextprotocol/inspector"))
        .as("the clients of the protocol, which ./check installs from npm")
        .exists();
    worker = WorkerHome.create().config("task", Map.of("executor", "shell"));
    scripts = Files.createDirectories(worker.work().resolveSibling("scripts"));
    // Modules are looked for upwards from the script.
    Files.createSymbolicLink(scripts.resolve("node_modules"), MODULES);
    Files.copy(Path.of("src/test/mcp-clients/client.mjs"), scripts.resolve("client.mjs"));
  }

  @AfterEach
  void endEverything() {
    worker.close();
  }

  /** Where the way in leads, in the words of the clients. */
  private List<String> target(String way) {
    if (way.equals("http")) {
      return List.of("http://127.0.0.1:" + worker.serverFile().get("port") + "/mcp");
    }
    List<String> command = new ArrayList<>(List.of("--", Installation.launcher().toString(), "mcp"));
    command.add(way);
    return command;
  }

  private CommandResult node(String script, List<String> words) {
    List<String> command = new ArrayList<>(List.of(MODULES.resolve(".bin/node").toString(), script));
    command.addAll(words);
    Map<String, String> token = new LinkedHashMap<>();
    token.put("MCP_TOKEN", worker.token());
    return worker.program(command, token).succeeded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "--proxy", "--standalone"})
  void everyClientListsCallsAndWaitsByEveryWay(String way) throws IOException {
    if (!way.equals("--standalone")) {
      worker.run("server", "start").succeeded();
    }
    for (String kind : List.of("released", "next")) {
      List<String> words = new ArrayList<>(List.of(kind));
      words.addAll(target(way));
      Map<String, Object> saw = JSON.std.mapFrom(node(scripts.resolve("client.mjs").toString(), words).stdout());

      assertThat(saw.get("tools").toString()).contains("create_task", "wait_for_task");
      assertThat(saw.get("waited").toString()).contains("status=completed", "from a referee");
      assertThat(saw).containsEntry("refused", true)
          .containsEntry("era", kind.equals("next") ? "2026-07-28" : saw.get("era"));
    }
    assertThat(inspector(way, "modern", "--method", "tools/list")).contains("create_task");
    assertThat(inspector(way, "legacy", "--method", "tools/call", "--tool-name", "get_version"))
        .contains("\"isError\": false");
  }

  private String inspector(String way, String era, String... what) {
    List<String> words = new ArrayList<>(List.of("--cli"));
    if (way.equals("http")) {
      words.addAll(target(way));
      words.addAll(List.of("--transport", "http", "--header", "Authorization: Bearer " + worker.token()));
    }
    words.addAll(List.of("--protocol-era", era));
    words.addAll(List.of(what));
    if (!way.equals("http")) {
      // It hands down nothing by itself.
      words.addAll(List.of("-e", "CLAUDE_WORKER_HOME=" + worker.home(), "-e", "CLAUDE_WORKER_AOT_CACHE=off", "-e",
          "CLAUDE_WORKER_JAVA=" + System.getProperty("java.home")));
      words.addAll(target(way));
    }
    return node(MODULES.resolve("@modelcontextprotocol/inspector/clients/launcher/build/index.js").toString(), words)
        .stdout();
  }
}
