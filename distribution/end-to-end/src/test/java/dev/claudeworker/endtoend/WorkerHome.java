package dev.claudeworker.endtoend;

import dev.claudeworker.stub.StubMessagesApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.jr.ob.JSON;

/**
 * An empty home with the product in it, and a shell to type in. Everything is private to the test: home, environment,
 * Claude configuration, port. Closing it ends every process that carries this home in its environment.
 */
final class WorkerHome implements AutoCloseable {

  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);

  private final Path root;
  private final Path home;
  private final Path work;
  private final Map<String, String> environment = new LinkedHashMap<>();

  private WorkerHome(Path root) throws IOException {
    this.root = root;
    this.home = root.resolve("worker-home");
    this.work = Files.createDirectories(root.resolve("work"));
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", Files.createDirectories(root.resolve("user")).toString());
    environment.put("TMPDIR", Files.createDirectories(root.resolve("tmp")).toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("CLAUDE_WORKER_HOME", home.toString());
    environment.put("CLAUDE_WORKER_PORT", "0");
    // Whoever runs the tests wants to work meanwhile.
    environment.put("CLAUDE_WORKER_ENABLE_SOUNDS", "false");
    // Every home is new, so a cache would be made again and again and never used.
    environment.put("CLAUDE_WORKER_AOT_CACHE", "off");
    environment.put("CLAUDE_WORKER_JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  /** A home whose tasks can use the shell executor only. */
  static WorkerHome create() {
    try {
      return new WorkerHome(Files.createTempDirectory("claude-worker-e2e-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A home whose tasks run the real `claude` against a stub of the Messages API. */
  static WorkerHome createWithClaude(StubMessagesApi stub) {
    var created = create();
    created.environment.put("ANTHROPIC_API_KEY", "dummy-key-for-tests");
    created.environment.put("ANTHROPIC_BASE_URL", stub.baseUrl().toString());
    created.environment.put("CLAUDE_CONFIG_DIR", created.root.resolve("claude-config").toString());
    for (var name : List.of(
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "DISABLE_TELEMETRY", "DISABLE_AUTOUPDATER",
        "DISABLE_ERROR_REPORTING")) {
      created.environment.put(name, "1");
    }
    created.config("plugins", Map.of("executor-claude-cli", Map.of("command", Installation.claude().toString())));
    return created;
  }

  /** Adds one section to config.yaml (JSON is YAML). */
  WorkerHome config(String section, Map<String, Object> values) {
    try {
      Files.createDirectories(home);
      var file = home.resolve("config.yaml");
      var line = "\"" + section + "\": " + JSON.std.asString(values) + "\n";
      Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "") + line);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkerHome environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Path home() {
    return home;
  }

  /** The directory in which commands are typed and tasks run. */
  Path work() {
    return work;
  }

  Path claudeConfig() {
    return root.resolve("claude-config");
  }

  CommandResult run(String... arguments) {
    return runWithInput("", arguments);
  }

  /** Types a command, with text on its standard input (empty = nothing, as from a script). */
  CommandResult runWithInput(String input, String... arguments) {
    var process = begin(input, arguments);
    return process.await(COMMAND_LIMIT);
  }

  /** Types a command and does not wait for it. */
  RunningCommand begin(String input, String... arguments) {
    var command = new ArrayList<String>(List.of(Installation.launcher().toString()));
    command.addAll(List.of(arguments));
    return RunningCommand.start(command, input, work, environment, root);
  }

  /** Starts a command and talks to it. */
  McpConversation converse(String... arguments) {
    return converseAs(List.of(), arguments);
  }

  /** The same through a program that becomes the one that is named after it. */
  McpConversation converseAs(List<String> through, String... arguments) {
    var command = new ArrayList<>(through);
    command.add(Installation.launcher().toString());
    command.addAll(List.of(arguments));
    return new McpConversation(command, work, environment, root.resolve("stderr-of-conversation"));
  }

  /** Runs another program in this home, with more variables than the shell has. */
  CommandResult program(List<String> command, Map<String, String> more) {
    var all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return RunningCommand.start(command, "", work, all, root).await(COMMAND_LIMIT);
  }

  /** The access token; empty before the first start of a server. */
  String token() {
    try {
      var file = home.resolve("token");
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a task has made a file. */
  void awaitFile(String name) {
    Awaitility.await(name).atMost(Duration.ofSeconds(60)).until(() -> Files.exists(work.resolve(name)));
  }

  /** Types a line of shell in which the program is on the PATH. */
  CommandResult shell(String line) {
    return beginShell(line).await(COMMAND_LIMIT);
  }

  /** Types such a line and does not wait for it. */
  RunningCommand beginShell(String line) {
    var typed = new LinkedHashMap<>(environment);
    typed.merge("PATH", Installation.launcher().getParent().toString(), (path, bin) -> bin + ":" + path);
    return RunningCommand.start(List.of("/bin/sh", "-c", line), "", work, typed, root);
  }

  /** Submits a task and gives its id. */
  long submit(String... arguments) {
    var all = new ArrayList<>(List.of("run", "--json"));
    all.addAll(List.of(arguments));
    return ((Number) run(all.toArray(String[]::new)).succeeded().json().get("id")).longValue();
  }

  Map<String, Object> task(long id) {
    return run("status", Long.toString(id), "--json").succeeded().json();
  }

  Map<String, Object> awaitStatus(long id, String status) {
    return Awaitility.await("task " + id + " is " + status)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> task(id), task -> status.equals(task.get("status")));
  }

  Map<String, Object> serverFile() {
    try {
      return JSON.std.mapFrom(Files.readString(home.resolve("server.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long serverPid() {
    return ((Number) serverFile().get("pid")).longValue();
  }

  /** Ends the server without any chance to clean up. */
  void killServer() {
    var server = ProcessHandle.of(serverPid()).orElseThrow();
    server.destroyForcibly();
    try {
      server.onExit().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the server did not end", e);
    }
  }

  /** Processes that carry this home in their environment, the server and all children. */
  List<ProcessHandle> processes() {
    return Processes.withEnvironment("CLAUDE_WORKER_HOME=" + home);
  }

  @Override
  public void close() {
    processes().forEach(ProcessHandle::destroyForcibly);
    Processes.withEnvironment("TMPDIR=" + root.resolve("tmp")).forEach(ProcessHandle::destroyForcibly);
    Processes.inDirectory(work).forEach(ProcessHandle::destroyForcibly);
    Processes.deleteTree(root);
  }

  /** Sends a JSON document to the running server. */
  Map<String, Object> post(String path, String document) {
    try {
      var connection = URI.create("http://127.0.0.1:" + serverFile().get("port") + path).toURL().openConnection();
      connection.setReadTimeout((int) COMMAND_LIMIT.toMillis());
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
      try (var out = connection.getOutputStream()) {
        out.write(document.getBytes(StandardCharsets.UTF_8));
      }
      try (var body = connection.getInputStream()) {
        return JSON.std.mapFrom(body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the running server, as any program of this user may. */
  Map<String, Object> get(String path) {
    try {
      var connection = URI.create("http://127.0.0.1:" + serverFile().get("port") + path).toURL().openConnection();
      connection.setReadTimeout((int) COMMAND_LIMIT.toMillis());
      try (var body = connection.getInputStream()) {
        return JSON.std.mapFrom(body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
