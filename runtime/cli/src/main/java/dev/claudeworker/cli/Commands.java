package dev.claudeworker.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The table of commands. Only the command that the arguments name is made; loading the classes of all of them would delay
 * every start.
 */
final class Commands {

  private static final Map<String, Function<Session, CliCommand>> ALL = new LinkedHashMap<>();
  private static final Map<String, Function<Session, CliCommand>> SERVER = new LinkedHashMap<>();
  private static final Map<String, Function<Session, CliCommand>> NOTIFIERS = new LinkedHashMap<>();

  static {
    ALL.put("run", RunCommand::new);
    ALL.put("list", ListCommand::new);
    ALL.put("status", StatusCommand::new);
    ALL.put("logs", LogsCommand::new);
    ALL.put("wait", WaitCommand::new);
    ALL.put("cancel", CancelCommand::new);
    ALL.put("retry", RetryCommand::new);
    ALL.put("resume", ResumeCommand::new);
    ALL.put("priority", PriorityCommand::new);
    ALL.put("delete", DeleteCommand::new);
    ALL.put("pause", PauseCommand::new);
    ALL.put("unpause", UnpauseCommand::new);
    ALL.put("orchestrate", OrchestrateCommand::new);
    ALL.put("orchestration-status", OrchestrationStatusCommand::new);
    ALL.put("list-orchestrations", ListOrchestrationsCommand::new);
    ALL.put("cancel-orchestration", CancelOrchestrationCommand::new);
    ALL.put("server", session -> new ServerCommand());
    ALL.put("notifiers", session -> new NotifiersCommand());
    ALL.put("demo", DemoCommand::new);
    ALL.put("version", VersionCommand::new);
    SERVER.put("start", ServerStartCommand::new);
    SERVER.put("stop", ServerStopCommand::new);
    SERVER.put("restart", ServerRestartCommand::new);
    SERVER.put("status", ServerStatusCommand::new);
    SERVER.put("health", ServerHealthCommand::new);
    SERVER.put("logs", ServerLogsCommand::new);
    NOTIFIERS.put("list", NotifiersListCommand::new);
    NOTIFIERS.put("test", NotifiersTestCommand::new);
  }

  private Commands() {}

  static CommandLine commandLine(Session session, String... arguments) {
    String first = arguments.length > 0 ? arguments[0] : "";
    String second = arguments.length > 1 ? arguments[1] : "";
    var root = new RootCommand(session).commandLine("claude-worker");
    add(root, ALL, first, session);
    Map.of("server", SERVER, "notifiers", NOTIFIERS).forEach((name, table) -> {
      CommandLine group = root.getSubcommands().get(name);
      if (group != null) {
        add(group, table, second, session);
      }
    });
    return root;
  }

  /** Adds the named command, or all of them if the name is none: for the help, and to suggest what was meant. */
  private static void add(CommandLine parent, Map<String, Function<Session, CliCommand>> table, String name,
      Session session) {
    Function<Session, CliCommand> named = table.get(name);
    if (named != null) {
      parent.addSubcommand(name, named.apply(session).commandLine(name));
    } else {
      table.forEach((each, command) -> parent.addSubcommand(each, command.apply(session).commandLine(each)));
    }
  }
}
