package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The section {@code plugins.executor-shell} of the configuration.
 *
 * @param shell the shell that runs scripts
 * @param timeout how long an attempt may take if the task does not say; zero = no limit
 * @param silenceTimeout how long a command may print nothing; zero = as long as it likes
 * @param maxResultBytes how much of the end of stdout becomes the result
 * @param maxLineBytes how much of one line is read at most for the log and the last action
 * @param maxLines how many lines of stdout and of stderr go to the log
 * @param serverVariables variables of the server's environment that commands get
 * @param commands further executors, by name
 */
record ShellConfig(
    Path shell,
    Duration timeout,
    Duration silenceTimeout,
    long maxResultBytes,
    int maxLineBytes,
    int maxLines,
    List<String> serverVariables,
    Map<String, NamedCommand> commands) {

  static final long SMALLEST_RESULT_BYTES = 1;
  static final long LARGEST_RESULT_BYTES = 64L << 20;

  static final ConfigSchema SCHEMA = ConfigSchema.of(
      ConfigKey.withDefault("shell", ConfigType.PATH, "/bin/sh", "The shell that runs a task's prompt as its script."),
      ConfigKey.withDefault(
          "timeout", ConfigType.DURATION, "0", "How long an attempt may take if the task does not say; 0 = no limit."),
      ConfigKey.withDefault(
          "silence_timeout", ConfigType.DURATION, "0",
          "How long a command may print nothing to stdout before it is ended; 0 = as long as it likes."),
      ConfigKey.withDefault(
          "max_result", ConfigType.SIZE, "1MB", "How much of stdout becomes the result of the task; the end is kept.")
          .between(SMALLEST_RESULT_BYTES, LARGEST_RESULT_BYTES),
      ConfigKey.withDefault(
          "max_line", ConfigType.SIZE, "8KB",
          "How much of one line of output is shown in the log; the rest is counted.")
          .between(80, 1 << 20),
      ConfigKey.withDefault(
          "max_lines", ConfigType.INTEGER, "100000", "How many lines of stdout and of stderr are shown in the log.")
          .between(1, 10_000_000),
      ConfigKey.optional(
          "server_variables", ConfigType.TEXT_LIST,
          "Variables of the server's environment that commands get, such as HTTPS_PROXY. A command can print them."),
      ConfigKey.optional(
          "commands", ConfigType.JSON,
          "Further executors that run other programs: names with templates, each with command and, if you like, resume, session,"
              + " result and success_codes."));

  /** Copies list and map. */
  ShellConfig {
    serverVariables = List.copyOf(serverVariables);
    commands = Map.copyOf(commands);
  }

  static ShellConfig from(PluginConfig config) {
    return new ShellConfig(
        config.path("shell").orElseThrow(),
        config.duration("timeout").orElseThrow(),
        config.duration("silence_timeout").orElseThrow(),
        config.sizeBytes("max_result").orElseThrow(),
        Math.toIntExact(config.sizeBytes("max_line").orElseThrow()),
        Math.toIntExact(config.integer("max_lines").orElseThrow()),
        config.texts("server_variables"),
        config.json("commands").map(NamedCommandReader::read).orElse(Map.of()));
  }
}
