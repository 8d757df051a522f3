package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine.TypeConversionException;

/** {@code completion}. */
final class CompletionCommand extends CliCommand {

  private static final String PROGRAM = "claude-worker";

  private final Session session;

  private final Supplier<ShellKind> shell = argument(
      0, ShellKind.class, CompletionCommand::shellOf, "bash|zsh|fish", "The shell to complete in.");

  CompletionCommand(Session session) {
    super(
        "Print a script that completes commands and options in a shell.",
        "",
        "Examples:",
        "  claude-worker completion bash >> ~/.bash_completion",
        "  claude-worker completion zsh > ~/.claude-worker-completion && echo '. ~/.claude-worker-completion' >> ~/.zshrc",
        "  claude-worker completion fish > ~/.config/fish/completions/claude-worker.fish");
    this.session = session;
  }

  /** The shells there are scripts for. */
  private enum ShellKind {
    BASH,
    ZSH,
    FISH;

    /** As people write it, and as it is completed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    var root = Commands.complete(session);
    // picocli's script for bash makes zsh understand it.
    String script =
        shell.get() == ShellKind.FISH ? new FishCompletion(PROGRAM).script(root) : AutoComplete.bash(PROGRAM, root);
    session.output().out().print(script);
    return ExitCodes.OK;
  }

  private static ShellKind shellOf(String name) {
    try {
      return ShellKind.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new TypeConversionException("there is no completion for '" + name + "', only for bash, zsh and fish");
    }
  }
}
