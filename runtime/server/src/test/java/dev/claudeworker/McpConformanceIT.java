package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.security.AuthMode;
import dev.claudeworker.security.OwnSockets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official conformance suite decides. What this server does not offer stands in baseline files with its reason; a
 * scenario that fails without standing there, or passes although it does, fails the test.
 */
@Timeout(180)
final class McpConformanceIT {

  private static final Path SUITES = Path.of("../../.build/mcp").toAbsolutePath().normalize();
  private static final Path BASELINES = Path.of("src/test/conformance").toAbsolutePath();
  private static final int PATIENCE_SECONDS = 90;
  private static final int STREAMS = 20;

  @TempDir
  private Path home;

  private RestFixture server;

  @BeforeEach
  void start() throws Exception {
    assertThat(SUITES.resolve("node_modules/.bin/node"))
        .as("the conformance suites, which ./check installs from npm")
        .exists();
    server = new RestFixture(home, AuthMode.LOCAL, OwnSockets.ofThisMachine(), STREAMS);
    server.tools.add("conformance", "fixture", new ConformanceTools());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void releasedSuiteAcceptsTheRevisionsWithHandshake() throws Exception {
    run("conformance-latest", "0.1.16.yml");
  }

  @Test
  void nextSuiteAcceptsTheLastRevisionWithHandshake() throws Exception {
    run("conformance-next", "0.2-2025-11-25.yml", "--requirements", "2025-11-25");
  }

  @Test
  void nextSuiteAcceptsTheRevisionWithoutHandshake() throws Exception {
    run("conformance-next", "0.2-2026-07-28.yml", "--requirements", "2026-07-28");
  }

  /** One of its scenarios is a stub by design; the other nine are what a server with tasks has to do. */
  @Test
  void nextSuiteAcceptsTheTasksExtension() throws Exception {
    for (String scenario : List.of("lifecycle", "capability-negotiation", "wire-fields", "request-state-removal",
        "mrtr-input", "request-headers", "dispatch-and-envelope", "required-task-error", "mrtr-composition")) {
      run("conformance-next", "0.2-2026-07-28.yml", "--scenario", "tasks-" + scenario, "--spec-version", "2026-07-28");
    }
  }

  private void run(String suite, String baseline, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of(
        SUITES.resolve("node_modules/.bin/node").toString(),
        "--import", BASELINES.resolve("with-token.mjs").toUri().toString(),
        SUITES.resolve("node_modules").resolve(suite).resolve("dist/index.js").toString(),
        "server", "--url", "http://127.0.0.1:" + server.port + "/mcp",
        "--expected-failures", BASELINES.resolve(baseline).toString(), "-o",
        System.getProperty("conformance.results", home.resolve("results").toString())));
    command.addAll(List.of(more));
    Path output = home.resolve("output.txt");
    var builder = new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder.environment().put("MCP_TOKEN", RestFixture.TOKEN);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the suite ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }
}
