package dev.claudeworker.plugin.claudecli;

import dev.claudeworker.plugin.claudecli.outcome.RunJudge;
import dev.claudeworker.plugin.claudecli.stream.EventReader;
import dev.claudeworker.plugin.claudecli.stream.LastAction;
import dev.claudeworker.plugin.claudecli.stream.RunFacts;
import dev.claudeworker.plugin.claudecli.stream.RunObserver;
import dev.claudeworker.plugin.claudecli.stream.RunResult.Spent;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Init;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.McpServer;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows a run to the end of its output: log, progress, facts. Used by one thread. */
final class RunFollower {

  private final AttemptContext context;
  private final ChildProcess child;
  private final RunLog log;
  private final SecretMask mask;
  private final RunObserver observer;
  private final Set<String> requiredMcpServers;
  private final List<String> missingMcpServers = new ArrayList<>();
  private String lastAction = "";

  RunFollower(
      AttemptContext context, ChildProcess child, RunLog log, SecretMask mask,
      Set<String> required) {
    this.context = context;
    this.child = child;
    this.log = log;
    this.mask = mask;
    this.observer = new RunObserver(context.continuation().isEmpty());
    this.requiredMcpServers = required;
  }

  /** Reads all output. Returns when there will be no more. */
  void follow(int maxTextBytes) throws IOException {
    try (InputStream stdout = child.stdout()) {
      EventReader events = new EventReader(stdout, maxTextBytes);
      for (Optional<StreamEvent> next = events.next(); next.isPresent(); next = events.next()) {
        accept(next.get());
      }
    }
  }

  RunFacts facts() {
    return observer.facts();
  }

  /** The required MCP servers that were not there, each with its status; because of them the run was ended. */
  List<String> missingMcpServers() {
    return List.copyOf(missingMcpServers);
  }

  private void accept(StreamEvent event) {
    observer.observe(event);
    log.write(event);
    if (event instanceof Init init) {
      checkMcpServers(init);
    }
    LastAction.of(event).ifPresent(action -> lastAction = mask.hide(action));
    context.progress(new Progress(lastAction, usage()));
  }

  /** The program goes on without servers that did not come up; a task that counts on them must not. */
  private void checkMcpServers(Init init) {
    Set<String> connected = Set.copyOf(init.mcpServers()
        .stream()
        .filter(server -> server.status().equals("connected"))
        .map(McpServer::name)
        .toList());
    requiredMcpServers.stream()
        .filter(name -> !connected.contains(name))
        .sorted()
        .map(name -> name + " is " + status(init, name))
        .filter(words -> !missingMcpServers.contains(words))
        .forEach(missingMcpServers::add);
    if (!missingMcpServers.isEmpty()) {
      child.end(EndCause.EXECUTOR);
    }
  }

  private static String status(Init init, String name) {
    return init.mcpServers()
        .stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .map(McpServer::status)
        .orElse("unknown");
  }

  private Usage usage() {
    Spent spent = observer.spent();
    return new Usage(
        spent.tokens().input(),
        spent.tokens().output(),
        spent.tokens().cacheRead(),
        spent.tokens().cacheWrite(),
        observer.turns(),
        RunJudge.micros(spent.costUsd()),
        Duration.ZERO,
        0);
  }
}
