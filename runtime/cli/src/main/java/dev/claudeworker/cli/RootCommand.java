package dev.claudeworker.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code claude-worker} without a command. */
@Command(
    name = "claude-worker",
    description = "Runs Claude Code tasks in the background, in a durable queue.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  claude-worker run \"Fix the failing tests\"       hand over a task",
      "  claude-worker run --watch \"Explain this code\"   stay until it is done",
      "  claude-worker list                              see all tasks",
      "  claude-worker logs 12 --follow                  see what task 12 does",
      "",
      "See 'claude-worker COMMAND --help' for one command."
    })
final class RootCommand implements Callable<Integer> {

  @Option(names = {"-v", "--version"}, description = "Show the version.")
  private boolean version;

  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    if (version) {
      commandLine.getOut().println(Version.line());
    } else {
      commandLine.usage(commandLine.getOut());
    }
    return 0;
  }
}
