package dev.claudeworker.cli;

import dev.claudeworker.cli.agents.AgentProgram;
import dev.claudeworker.cli.agents.Registration;
import dev.claudeworker.cli.agents.Scope;
import dev.claudeworker.cli.agents.ServerList;
import dev.claudeworker.cli.agents.ServerList.Outcome;
import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** {@code mcp install}. */
final class McpInstallCommand extends CliCommand {

  /** What a program started from a desktop would not know. The token is a secret and not among them. */
  private static final List<String> VARIABLES =
      List.of("CLAUDE_WORKER_HOME", "CLAUDE_WORKER_SERVER_URL", "CLAUDE_WORKER_JAVA");

  private final Session session;
  private final AgentOptions agent = new AgentOptions(this);

  private final BooleanSupplier standalone =
      flag("Have the agent be served alone instead of by the server ('mcp --standalone').", "--standalone");

  McpInstallCommand(Session session) {
    super(
        "Tell a program of agents that claude-worker serves them.",
        "",
        "Claude Code is told by its own 'claude mcp add'. For other programs their file is changed: all else in it stays, and a "
            + "copy of it as it was lies beside it. CLAUDE_WORKER_HOME, CLAUDE_WORKER_SERVER_URL and CLAUDE_WORKER_JAVA are "
            + "passed on if they are set; for a project nothing is, since others share its file.",
        "",
        "Examples:",
        "  claude-worker mcp install",
        "  claude-worker mcp install --scope project",
        "  claude-worker mcp install --client claude-desktop");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    boolean shared = agent.scope() == Scope.PROJECT;
    List<String> words = standalone.getAsBoolean() ? List.of("mcp", "--standalone") : List.of("mcp");
    var registration = shared ? new Registration(Registration.NAME, words, Map.of())
        : new Registration(command(), words, variables());
    ServerList list = agent.list(session);
    Outcome outcome = list.add(registration);
    String where = list.place();
    session.output().line(switch (outcome) {
      case ADDED -> "Added claude-worker to " + where + ".";
      case REPLACED -> "Replaced claude-worker in " + where + ".";
      default -> "claude-worker stands in " + where + " already.";
    });
    list.backup().ifPresent(copy -> session.output().note("As it was before: " + copy));
    if (shared && onPath().isEmpty()) {
      session.output().note("There is no 'claude-worker' on the PATH; whoever works here needs it there.");
    }
    session.output().note(next());
    return ExitCodes.OK;
  }

  private String next() {
    return agent.program() == AgentProgram.CLAUDE_CODE
        ? "See it with 'claude mcp list'; sessions that are open already do not know it yet."
        : "Start " + agent.program().title() + " again, so that it reads its file.";
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String name : VARIABLES) {
      String value = session.environment().getOrDefault(name, "");
      if (!value.isBlank()) {
        variables.put(name, value);
      }
    }
    return variables;
  }

  /**
   * The program as it will still be found after an upgrade: the link on the PATH, or what the launcher was started as; only then
   * the launcher's own place.
   */
  private String command() {
    Map<String, String> environment = session.environment();
    String given = environment.getOrDefault("CLAUDE_WORKER_COMMAND", "");
    if (!given.isEmpty()) {
      return given;
    }
    String launcher = environment.getOrDefault("CLAUDE_WORKER_LAUNCHER", "");
    if (launcher.isEmpty()) {
      throw new CommandFailure(ExitCodes.FAILED, "the launcher is not known (CLAUDE_WORKER_LAUNCHER)",
          "Run the claude-worker script of the installation.");
    }
    return onPath().filter(link -> isSame(link, Path.of(launcher))).map(Path::toString).orElse(launcher);
  }

  private Optional<Path> onPath() {
    return Stream.of(session.environment().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> folder.startsWith(File.separator))
        .map(folder -> Path.of(folder, Registration.NAME))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException gone) {
      return false;
    }
  }
}
