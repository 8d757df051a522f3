package dev.claudeworker.bench;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What agents wait for: the first answer of a process that their client starts, lists, new tasks; and what long waits cost. */
final class McpCalls implements Measurement {

  private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
      + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  private static final String DISCOVER =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{" + META + "}}\n";
  private static final int WAITS = 200;

  private final boolean small;
  private final int starts;
  private final int warmUp;
  private final int calls;

  McpCalls(Scale scale) {
    small = scale.small();
    starts = scale.of(10, 1);
    warmUp = scale.of(1_000, 50);
    calls = scale.of(1_000, 50);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Map<String, String> cache = Map.of("CLAUDE_WORKER_AOT_CACHE", small ? "off" : "");
    report.figure("a JVM that only says its version, median of " + starts, Report.text(jvm().median(), "ms"));
    Path alone = program.freshHome("mcp-alone");
    report.figure("mcp --standalone, start to first answer without a start-up cache, median of " + starts,
        Report.text(firstAnswers(program, alone, Map.of(), "--standalone").median(), "ms"));
    Path home = program.freshHome("mcp");
    if (!small) {
      StartUp.makeCaches(program, home);
      report.below("mcp --standalone, start to first answer, median of " + starts,
          firstAnswers(program, home, cache, "--standalone").median(), 700, "ms");
    }
    Map<String, String> server =
        Map.of("CLAUDE_WORKER_SERVER_MAX_STREAMS", "1000", "CLAUDE_WORKER_SERVER_MAX_CONNECTIONS",
            "1000", "CLAUDE_WORKER_TOOLS_CALLS_PER_MINUTE", "1000000", "CLAUDE_WORKER_TASK_EXECUTOR", "shell",
            "CLAUDE_WORKER_TASK_WORKING_DIRECTORY", home.toString());
    try (var running = RunningServer.start(program, home, server)) {
      report.below("mcp --proxy, start to first answer, median of " + starts,
          firstAnswers(program, home, cache, "--proxy").median(), 350, "ms");
      try (HttpConnection connection = running.connect()) {
        connection.post("/api/v1/queue/pause", JsonObject.EMPTY);
        report.below("tools/list, p95 of " + calls, calls(connection, "tools/list", "").percentile(95), 5, "ms");
        report.below("create_task, p95 of " + calls,
            calls(connection, "tools/call", "create_task").percentile(95), 15, "ms");
      }
      waits(running, report);
    }
  }

  private Samples jvm() throws Exception {
    var millis = new Samples();
    for (int i = 0; i < starts; i++) {
      long before = System.nanoTime();
      new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1", "-version").redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      millis.add((System.nanoTime() - before) / 1e6);
    }
    return millis;
  }

  private Samples firstAnswers(Installation program, Path home, Map<String, String> environment, String mode)
      throws Exception {
    var millis = new Samples();
    for (int i = 0; i < starts; i++) {
      var builder = program.command(home, List.of("mcp", mode));
      builder.environment().putAll(environment);
      builder.redirectError(home.resolve("mcp.err").toFile());
      long before = System.nanoTime();
      Process process = builder.start();
      try (var in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
          var out = process.inputReader()) {
        in.print(DISCOVER);
        in.flush();
        String answer = out.readLine();
        millis.add((System.nanoTime() - before) / 1e6);
        if (answer == null || !answer.contains("supportedVersions")) {
          process.getOutputStream().close();
          throw new IOException("no answer: " + answer + "\n" + String.join("\n", out.lines().toList()) + "\n"
              + Files.readString(home.resolve("mcp.err")));
        }
      } finally {
        process.waitFor();
      }
    }
    return millis;
  }

  private Samples calls(HttpConnection connection, String method, String tool) throws IOException {
    var millis = new Samples();
    for (int i = 0; i < warmUp + calls; i++) {
      String request = message(connection, i, method, tool, "{\"execution_prompt\":\"true\"}", "application/json");
      long before = System.nanoTime();
      HttpConnection.Answer answer = connection.exchange(request);
      if (answer.status() != 200 || answer.body().contains("\"isError\":true")) {
        throw new IOException(answer.body());
      }
      if (i >= warmUp) {
        millis.add((System.nanoTime() - before) / 1e6);
      }
    }
    return millis;
  }

  private static String message(HttpConnection connection, int id, String method, String tool, String arguments,
      String accept) {
    String call = tool.isEmpty() ? "" : "\"name\":\"" + tool + "\",\"arguments\":" + arguments + ",";
    String name = tool.isEmpty() ? "" : "Mcp-Name: " + tool + "\r\n";
    return connection.post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{"
        + call + META + "}}",
        "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: " + method + "\r\n" + name + "Accept: " + accept + "\r\n");
  }

  private static void waits(RunningServer server, Report report) throws Exception {
    List<HttpConnection> waiting = new ArrayList<>();
    try {
      // The first ones load what all of them share.
      open(server, waiting, 20);
      Thread.sleep(2_000);
      double memory = Machine.residentMegabytes(server.pid());
      long threads = Machine.threads(server.pid());
      open(server, waiting, WAITS);
      Thread.sleep(2_000);
      report.below("resident memory for " + WAITS + " calls of wait_for_task",
          Machine.residentMegabytes(server.pid()) - memory, 20, "MB");
      report.below("threads of the system for them", Machine.threads(server.pid()) - threads, WAITS / 10.0, "");
      awaitAnswers(server, waiting);
    } finally {
      for (HttpConnection connection : waiting) {
        connection.close();
      }
    }
  }

  private static void open(RunningServer server, List<HttpConnection> waiting, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      HttpConnection connection = server.connect();
      waiting.add(connection);
      // Nothing comes back before there is something to say.
      connection.send(message(connection, i, "tools/call", "wait_for_task", "{\"task_id\":1,\"timeout\":120}",
          "application/json, text/event-stream"));
    }
  }

  /** They did wait: each is answered once the task may run. */
  private static void awaitAnswers(RunningServer server, List<HttpConnection> waiting) throws IOException {
    try (HttpConnection connection = server.connect()) {
      connection.exchange(connection.post("/api/v1/queue/unpause", "{}"));
    }
    for (HttpConnection connection : waiting) {
      connection.awaitLine("HTTP/1.1 200");
    }
  }
}
