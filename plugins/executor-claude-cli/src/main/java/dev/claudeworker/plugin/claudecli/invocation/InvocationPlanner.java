package dev.claudeworker.plugin.claudecli.invocation;

import dev.claudeworker.plugin.claudecli.config.ClaudeCliConfig;
import dev.claudeworker.plugin.claudecli.config.McpServers;
import dev.claudeworker.plugin.claudecli.config.TaskOptions;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ProcessSpec;
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
   */
  public Invocation plan(AttemptContext context, TaskOptions options, String model, Optional<BigDecimal> maxCostUsd)
      throws IOException {
    AttemptFiles files = new AttemptFiles(context.directory());
    files.createTemporary();
    Map<String, String> environment = ChildEnvironment.of(context.environment(), config, files.temporary());
    Optional<Continuation> continuation = context.continuation();
    String own = context.attemptId().toString();
    // A fork has a session of its own from the beginning; that of the other task stays as it is.
    Optional<String> forked = continuation.filter(Continuation::fork).map(Continuation::resumeReference);
    String session = forked.isPresent() ? own : continuation.map(Continuation::resumeReference).orElse(own);
    boolean resume = SessionFiles.exist(
        SessionFiles.configDirectory(environment, System.getProperty("user.home")), session);
    McpServers servers = config.mcpServers().plus(options.mcpServers());
    CommandLine.Run run = new CommandLine.Run(
        session, resume, forked, model, maxCostUsd, writeSystemPrompt(context, files), writeMcpConfig(servers, files));
    TaskSettings settings = context.task().settings();
    ProcessSpec process = new ProcessSpec(
        CommandLine.of(run, options, config),
        settings.workingDirectory(),
        environment,
        prompt(context, resume),
        config.limits().silence());
    Set<String> required = new HashSet<>(servers.names());
    options.optionalMcpServers().forEach(required::remove);
    return new Invocation(session, process, Set.copyOf(required));
  }

  /** A session that exists knows the task already; one that was never begun must be told all. */
  private String prompt(AttemptContext context, boolean resume) {
    Optional<String> added = context.continuation().flatMap(Continuation::text);
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
    files.write(files.systemPrompt(), text.get());
    return Optional.of(files.systemPrompt());
  }

  private Optional<Path> writeMcpConfig(McpServers servers, AttemptFiles files) throws IOException {
    if (servers.names().isEmpty()) {
      return Optional.empty();
    }
    files.write(files.mcpConfig(), json.print(servers.file()));
    return Optional.of(files.mcpConfig());
  }
}
