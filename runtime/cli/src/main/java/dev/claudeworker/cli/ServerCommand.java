package dev.claudeworker.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code server} without a command. */
@Command(
    name = "server",
    description = "Start, stop and look at the server.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {"", "Examples:", "  claude-worker server start --port 9000", "  claude-worker server status",
      "  claude-worker server stop --drain"})
final class ServerCommand implements Callable<Integer> {

  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    commandLine.usage(commandLine.getOut());
    return 0;
  }
}
