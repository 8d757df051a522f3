package dev.claudeworker.plugin.claudecli.invocation;

import dev.claudeworker.plugin.claudecli.config.ClaudeCliConfig;
import dev.claudeworker.plugin.claudecli.config.McpServers;
import dev.claudeworker.plugin.claudecli.config.OnDenied;
import dev.claudeworker.plugin.claudecli.config.TaskOptions;
import dev.claudeworker.plugin.claudecli.files.OwnerFiles;
import dev.claudeworker.plugin.claudecli.permission.Permissions;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.QueueAccess;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.TaskSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prepares the call of the program for an attempt and writes the files it needs. */
public final class InvocationPlanner {

  /** The server of the queue, as the model sees it. */
  static final String QUEUE = "claude-worker";

  private final ClaudeCliConfig config;
  private final JsonCodec json;

  /**
   * Creates a planner.
   *
   * @param config the executor's configuration
   * @param json prints the MCP configuration
   */
  public InvocationPlanner(ClaudeCliConfig config, JsonCodec json) {
    this.config = config;
    this.json = json;
  }

  /**
   * Prepares the call. The session of a first attempt has the attempt's own id, so that an adoption finds the same one.
   *
   * @param context the attempt
   * @param options its options
   * @param model the model to use
   * @param maxCostUsd what may still be spent
   * @return the call
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the attempt is to end
   */
  public Invocation plan(AttemptContext context, TaskOptions options, String model, Optional<BigDecimal> maxCostUsd)
      throws IOException, InterruptedException {
    AttemptFiles files = new AttemptFiles(context.directory());
    files.createTemporary();
    McpServers given = config.mcpServers().plus(options.mcpServers());
    // Who brings a server of that name wants that one.
    Optional<QueueAccess> queue = given.has(QUEUE) ? Optional.empty() : context.queueAccess();
    McpServers servers = queue.map(access -> given.plus(QUEUE, access.endpoint(), access.token())).orElse(given);
    Map<String, String> environment =
        ChildEnvironment.of(context.environment(), config, files.temporary(), queue.map(QueueAccess::endpoint));
    Optional<Continuation> continuation = context.continuation();
    String own = context.attemptId().toString();
    // A fork has a session of its own from the beginning; that of the other task stays as it is.
    Optional<String> forked = continuation.filter(Continuation::fork).map(Continuation::resumeReference);
    String session = forked.isPresent() ? own : continuation.map(Continuation::resumeReference).orElse(own);
    boolean resume = SessionFiles.exist(
        SessionFiles.configDirectory(environment, System.getProperty("user.home")), session);
    Optional<Permissions> permissions =
        options.onDenied() == OnDenied.ASK ? Optional.of(Permissions.of(context, json)) : Optional.empty();
    Optional<Path> askingSettings =
        permissions.isPresent() ? Optional.of(permissions.get().install()) : Optional.empty();
    CommandLine.Run run = new CommandLine.Run(
        session, resume, forked, model, maxCostUsd, writeSystemPrompt(context, files), writeMcpConfig(servers, files),
        askingSettings);
    TaskSettings settings = context.task().settings();
    ProcessSpec process = new ProcessSpec(
        CommandLine.of(run, queue.isPresent() ? options.allowing("mcp__" + QUEUE) : options, config),
        settings.workingDirectory(),
        environment,
        prompt(context, resume, permissions.flatMap(Permissions::prompt)),
        config.limits().silence());
    // Without the queue a task can still do its work.
    Set<String> required = new HashSet<>(given.names());
    options.optionalMcpServers().forEach(required::remove);
    return new Invocation(session, process, Set.copyOf(required), queue, permissions);
  }

  /** A session that exists knows the task already; one that was never begun must be told all. */
  private String prompt(AttemptContext context, boolean resume, Optional<String> answered) {
    Optional<String> added = answered.or(() -> context.continuation().flatMap(Continuation::text));
    if (resume) {
      return added.orElse(config.resumePrompt());
    }
    String prompt = context.input().prompt();
    return added.map(text -> prompt + "\n\n" + text).orElse(prompt);
  }

  private static Optional<Path> writeSystemPrompt(AttemptContext context, AttemptFiles files) throws IOException {
    Optional<String> text = context.input().systemPrompt();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    OwnerFiles.write(files.systemPrompt(), text.get());
    return Optional.of(files.systemPrompt());
  }

  private Optional<Path> writeMcpConfig(McpServers servers, AttemptFiles files) throws IOException {
    if (servers.names().isEmpty()) {
      return Optional.empty();
    }
    OwnerFiles.write(files.mcpConfig(), json.print(servers.file()));
    return Optional.of(files.mcpConfig());
  }
}
