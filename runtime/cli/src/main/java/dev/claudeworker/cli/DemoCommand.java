package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}. */
@Command(
    name = "demo",
    description = "Show what claude-worker does with a handful of tasks, in a scratch home of its own.",
    footer = {"", "Examples:", "  claude-worker demo          costs nothing: the tasks are shell scripts",
      "  claude-worker demo --real   with the real claude; says what it will do and asks first"})
final class DemoCommand implements Callable<Integer> {

  private final Session session;

  @Option(names = "--real", description = "Use the real claude program.")
  private boolean real;

  @Option(names = {"-y", "--yes"}, description = "Do not ask before spending something.")
  private boolean yes;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.output().line(real + " " + yes);
    return ExitCodes.OK;
  }
}
