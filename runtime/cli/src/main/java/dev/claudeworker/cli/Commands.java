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

  /** The commands of commands: {@code server start} and its like. */
  private static final Map<String, Map<String, Function<Session, CliCommand>>> GROUPS = new LinkedHashMap<>();

  static {
    ALL.put("run", RunCommand::new);
    ALL.put("list", ListCommand::new);
    ALL.put("status", StatusCommand::new);
    ALL.put("logs", LogsCommand::new);
    ALL.put("wait", WaitCommand::new);
    ALL.put("cancel", CancelCommand::new);
    ALL.put("retry", RetryCommand::new);
    ALL.put("resume", ResumeCommand::new);
    ALL.put("release", ReleaseCommand::new);
    ALL.put("priority", PriorityCommand::new);
    ALL.put("delete", DeleteCommand::new);
    ALL.put("pause", PauseCommand::new);
    ALL.put("unpause", UnpauseCommand::new);
    ALL.put("orchestrate", OrchestrateCommand::new);
    ALL.put("orchestration-status", OrchestrationStatusCommand::new);
    ALL.put("list-orchestrations", ListOrchestrationsCommand::new);
    ALL.put("cancel-orchestration", CancelOrchestrationCommand::new);
    ALL.put("pause-orchestration", ChangeOrchestrationCommand::pause);
    ALL.put("unpause-orchestration", ChangeOrchestrationCommand::unpause);
    ALL.put("retry-orchestration", ChangeOrchestrationCommand::retry);
    ALL.put("delete-orchestration", DeleteOrchestrationCommand::new);
    ALL.put("server", session -> new CommandGroup(
        "Start, stop and look at the server.",
        "",
        "Examples:",
        "  claude-worker server start --port 9000",
        "  claude-worker server status",
        "  claude-worker server stop --drain"));
    group("server").put("start", ServerStartCommand::new);
    group("server").put("stop", ServerStopCommand::new);
    group("server").put("restart", ServerRestartCommand::new);
    group("server").put("status", ServerStatusCommand::new);
    group("server").put("list", ServerListCommand::new);
    group("server").put("health", ServerHealthCommand::new);
    group("server").put("logs", ServerLogsCommand::new);
    ALL.put("plugins", session -> new CommandGroup(
        "See, install, switch, check and write plugins.",
        "",
        "Examples:",
        "  claude-worker plugins list",
        "  claude-worker plugins install my-plugin-1.0.0.jar",
        "  claude-worker plugins new my-plugin --type executor"));
    group("plugins").put("list", PluginsListCommand::new);
    group("plugins").put("info", PluginsInfoCommand::new);
    group("plugins").put("install", PluginsInstallCommand::new);
    group("plugins").put("remove", PluginsRemoveCommand::new);
    group("plugins").put("enable", PluginsOrderCommand::enable);
    group("plugins").put("disable", PluginsOrderCommand::disable);
    group("plugins").put("verify", PluginsVerifyCommand::new);
    group("plugins").put("accept", PluginsOrderCommand::accept);
    group("plugins").put("new", PluginsNewCommand::new);
    ALL.put("config", session -> new CommandGroup(
        "Show, check and change the configuration.",
        "",
        "Examples:",
        "  claude-worker config show",
        "  claude-worker config set worker.max_workers 8"));
    group("config").put("show", ConfigShowCommand::new);
    group("config").put("get", ConfigGetCommand::new);
    group("config").put("set", ConfigSetCommand::new);
    group("config").put("path", ConfigPathCommand::new);
    group("config").put("validate", ConfigValidateCommand::new);
    ALL.put("notifiers", session -> new NotifiersCommand());
    group("notifiers").put("list", NotifiersListCommand::new);
    group("notifiers").put("test", NotifiersTestCommand::new);
    ALL.put("tools", session -> new CommandGroup(
        "See, call and write the tools that agents have.",
        "",
        "Examples:",
        "  claude-worker tools list",
        "  claude-worker tools call list_tasks --arg limit=5"));
    group("tools").put("list", ToolsListCommand::new);
    group("tools").put("call", ToolsCallCommand::new);
    group("tools").put("new", ToolsNewCommand::new);
    ALL.put("mcp", McpCommand::new);
    group("mcp").put("install", McpInstallCommand::new);
    group("mcp").put("uninstall", McpUninstallCommand::new);
    ALL.put("token", session -> new CommandGroup(
        "Show or renew the access token.",
        "",
        "Examples:",
        "  claude-worker token show",
        "  claude-worker token rotate"));
    group("token").put("show", TokenCommand::show);
    group("token").put("path", TokenCommand::path);
    group("token").put("rotate", TokenCommand::rotate);
    ALL.put("doctor", DoctorCommand::new);
    ALL.put("backup", BackupCommand::new);
    ALL.put("restore", RestoreCommand::new);
    ALL.put("export", ExportCommand::new);
    ALL.put("import", ImportCommand::new);
    ALL.put("storage", session -> new CommandGroup(
        "Look after the database, and move to another.",
        "",
        "Examples:",
        "  claude-worker storage migrate --check",
        "  claude-worker storage migrate --to postgres://worker@db.example.org/queue"));
    group("storage").put("migrate", StorageMigrateCommand::new);
    ALL.put("reset", ResetCommand::new);
    ALL.put("demo", DemoCommand::new);
    ALL.put("completion", CompletionCommand::new);
    ALL.put("version", VersionCommand::new);
  }

  private Commands() {}

  private static Map<String, Function<Session, CliCommand>> group(String name) {
    return GROUPS.computeIfAbsent(name, _ -> new LinkedHashMap<>());
  }

  static CommandLine commandLine(Session session, String... arguments) {
    String first = arguments.length > 0 ? arguments[0] : "";
    String second = arguments.length > 1 ? arguments[1] : "";
    var root = new RootCommand(session).commandLine("claude-worker");
    add(root, ALL, first, session);
    addToGroups(root, second, session);
    return root;
  }

  /** With all commands, for what describes them. */
  static CommandLine complete(Session session) {
    var root = new RootCommand(session).commandLine("claude-worker");
    add(root, ALL, "", session);
    addToGroups(root, "", session);
    return root;
  }

  private static void addToGroups(CommandLine root, String word, Session session) {
    GROUPS.forEach((name, commands) -> {
      CommandLine group = root.getSubcommands().get(name);
      if (group != null) {
        add(group, commands, word, session);
      }
    });
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
