package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The options of a task.
 *
 * @param command program and arguments, which get the prompt as their input; empty = the prompt is a script for the shell
 * @param shell the shell for the script, if not the configured one
 * @param maxResultBytes how much of the end of stdout becomes the result, if not as configured
 * @param retryFailures whether trying again may help when the command fails by itself
 */
record ShellOptions(List<String> command, Optional<Path> shell, Optional<Long> maxResultBytes, boolean retryFailures) {

  static final ConfigSchema SCHEMA = ConfigSchema.of(
      ConfigKey.optional(
          "command", ConfigType.TEXT_LIST,
          "Program and arguments; the prompt is their input. Without it the prompt is a shell script. Arguments can be seen"
              + " by every user of the machine."),
      ConfigKey.optional("shell", ConfigType.PATH, "The shell that runs the script instead of the configured one."),
      ConfigKey.optional(
          "max_result", ConfigType.SIZE, "How much of stdout becomes the result of the task; the end is kept.")
          .between(ShellConfig.SMALLEST_RESULT_BYTES, ShellConfig.LARGEST_RESULT_BYTES),
      ConfigKey.withDefault(
          "retry_failures", ConfigType.BOOLEAN, "true",
          "Whether a command that fails is tried again, as often as the task's retry rules allow."));

  /** Copies the list. */
  ShellOptions {
    command = List.copyOf(command);
  }

  static ShellOptions from(PluginConfig options) {
    return new ShellOptions(
        options.texts("command"),
        options.path("shell"),
        options.sizeBytes("max_result"),
        options.bool("retry_failures").orElseThrow());
  }
}
