package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.task.TaskInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to start for a task. */
final class CommandPlan {

  /** The script comes by stdin: arguments are visible to everybody, limited in size, and could be taken for options. */
  private static final String SCRIPT_FROM_STDIN = "-s";

  private final ShellConfig config;

  CommandPlan(ShellConfig config) {
    this.config = config;
  }

  List<String> command(ShellOptions options) {
    return options.command().isEmpty()
        ? List.of(options.shell().orElse(config.shell()).toString(), SCRIPT_FROM_STDIN)
        : options.command();
  }

  ProcessSpec process(ShellOptions options, TaskInput input, Path directory, Map<String, String> environment) {
    return new ProcessSpec(command(options), directory, environment, input.prompt(), config.silenceTimeout());
  }

  /** A line for people: what runs. */
  String inWords(ShellOptions options, TaskInput input) {
    if (!options.command().isEmpty()) {
      return "$ " + String.join(" ", options.command());
    }
    var lines = input.prompt().strip().lines().toList();
    return "$ " + lines.getFirst() + (lines.size() > 1 ? " ... (" + lines.size() + " lines)" : "");
  }

  static void check(ShellOptions options) {
    if (options.command().isEmpty()) {
      return;
    }
    if (options.command().getFirst().isBlank()) {
      throw refused("The first element of 'command' is the program, and it is empty.");
    }
    if (options.command().stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
      throw refused("An element of 'command' has a NUL character, which no program can be given.");
    }
  }

  /** A command from the configuration takes nothing but the prompt from the task. */
  static void checkNamed(NamedCommand named, String prompt, ShellOptions options) {
    if (!options.command().isEmpty() || options.shell().isPresent()) {
      throw new WorkerException(
          ErrorCode.user("invalid_option"),
          "The executor '" + named.name() + "' has its command from the configuration.",
          "Leave 'command' and 'shell' out, or use the executor 'shell'.");
    }
    boolean asArgument = !named.input(prompt, Optional.empty()).equals(prompt);
    if (asArgument && prompt.indexOf('\0') >= 0) {
      throw refused(
          "The prompt is an argument of this command and has a NUL character, which no program can be given.");
    }
  }

  private static WorkerException refused(String message) {
    return new WorkerException(
        ErrorCode.user("invalid_option"),
        message,
        "Give program and arguments as a list, for example [\"make\", \"test\"], or leave 'command' out and write a"
            + " script as the prompt.");
  }
}
