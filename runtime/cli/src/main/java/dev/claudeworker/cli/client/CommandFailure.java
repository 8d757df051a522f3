package dev.claudeworker.cli.client;

import java.util.List;

/** A command cannot be carried out: what happened and why, what to do next, and the exit code that scripts see. */
public final class CommandFailure extends RuntimeException {

  private final int exitCode;
  private final List<String> suggestions;

  /**
   * Creates a failure.
   *
   * @param exitCode a code of {@link ExitCodes}
   * @param message what happened and why
   * @param suggestions what to do next, one or more sentences
   */
  public CommandFailure(int exitCode, String message, String... suggestions) {
    super(message);
    this.exitCode = exitCode;
    this.suggestions = List.of(suggestions);
  }

  /** The exit code. */
  public int exitCode() {
    return exitCode;
  }

  /** What to do next. */
  public List<String> suggestions() {
    return suggestions;
  }
}
