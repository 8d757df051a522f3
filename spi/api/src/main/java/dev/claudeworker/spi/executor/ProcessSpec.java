package dev.claudeworker.spi.executor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A child process to start.
 *
 * @param command program and arguments; the program is an absolute path or a name looked up on the PATH of {@code
 *     environment}. Arguments are visible to every user of the machine: no prompts, no secrets
 * @param workingDirectory existing directory in which it runs
 * @param environment the whole environment of the child; the runtime adds {@code CLAUDE_WORKER_ATTEMPT}
 * @param stdin what it reads; it sees the end of file after it
 * @param silenceTimeout end it when it has written nothing to stdout for so long; zero = never
 */
public record ProcessSpec(
    List<String> command,
    Path workingDirectory,
    Map<String, String> environment,
    String stdin,
    Duration silenceTimeout) {

  /** Copies the collections. */
  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a command has at least a program");
    }
  }
}
