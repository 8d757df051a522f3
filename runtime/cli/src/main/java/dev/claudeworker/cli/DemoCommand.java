package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import java.util.function.BooleanSupplier;

/** {@code demo}. */
final class DemoCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier real = flag("Let the real claude do the tasks.", "--real");

  private final BooleanSupplier yes = flag("Do not ask before spending something.", "-y", "--yes");

  DemoCommand(Session session) {
    super(
        "Show what claude-worker does with a handful of tasks, in a scratch home of its own.",
        "",
        "The real server, queue, database and executors run; your own home is not touched, and nothing",
        "is left behind.",
        "",
        "Examples:",
        "  claude-worker demo          costs nothing: the tasks are shell scripts",
        "  claude-worker demo --real   the real claude works; says what it will do and asks first");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (real.getAsBoolean() && DemoTasks.claudeVersion(session).isPresent()) {
      if (!yes.getAsBoolean() && !agreed()) {
        session.output().note("Nothing was started.");
        return ExitCodes.FAILED;
      }
      return new Demo(session, DemoTasks.real()).run();
    }
    session.output()
        .line(
            real.getAsBoolean()
                ? "No working 'claude' was found on the PATH, so the tasks are shell scripts."
                : "The tasks are shell scripts and cost nothing. With --real the real claude does some.");
    return new Demo(session, DemoTasks.scripts()).run();
  }

  private boolean agreed() {
    Output output = session.output();
    output.line("The real claude will be called " + DemoTasks.real().size() + " times with the model "
        + DemoTasks.REAL_MODEL + ", with your own login; no task may cost more than $" + DemoTasks.REAL_MAX_COST_USD
        + ".");
    Usage.require(session.input().isTerminal(), "nobody can be asked here", "Add --yes to agree.");
    return new Question(session).isAgreed("Go on?");
  }
}
