package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.FileTrouble;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code reset}. */
final class ResetCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier all =
      flag("Also delete configuration, token, plugins, tools and caches: everything that is claude-worker's.", "--all");

  private final BooleanSupplier yes = flag("Do not ask.", "-y", "--yes");

  private final BooleanSupplier json = flag("Print what was deleted as one JSON document; needs --yes.", "--json");

  ResetCommand(Session session) {
    super(
        "End the server and everything it runs, then delete all tasks with their results and logs.",
        "",
        "Configuration, token, plugins and tools stay unless --all is given. It says what it will delete",
        "and asks first. Files that are not claude-worker's are never touched. A database elsewhere",
        "(CLAUDE_WORKER_DB, storage.database) stays too.",
        "",
        "Examples:",
        "  claude-worker reset",
        "  claude-worker reset --yes",
        "  claude-worker reset --all");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    var control = new ServerControl(session);
    control.refuseIfNamed("reset");
    var contents = HomeContents.of(session.home().directory());
    List<Path> doomed = contents.toDelete(all.getAsBoolean());
    if (doomed.isEmpty()) {
      session.output().note("There is nothing to delete in " + session.home().directory() + ".");
      return ExitCodes.OK;
    }
    if (!isAgreed(doomed)) {
      session.output().note("Nothing was deleted.");
      return ExitCodes.FAILED;
    }
    endEverything(control);
    // Asked again: to end everything may have made files.
    List<Path> deleted = HomeContents.of(session.home().directory()).toDelete(all.getAsBoolean());
    delete(deleted);
    report(deleted);
    return ExitCodes.OK;
  }

  private boolean isAgreed(List<Path> doomed) {
    if (yes.getAsBoolean()) {
      return true;
    }
    Usage.require(!json.getAsBoolean() && session.input().isTerminal(), "nobody can be asked here",
        "Add --yes to agree.");
    Output output = session.output();
    output.note("This ends the server and all running tasks, and deletes for good:");
    doomed.forEach(path -> output.note("  " + Printable.line(path.toString())));
    return new Question(session).isAgreed("Go on?");
  }

  /**
   * Children outlive a server that was killed. One that is started without worker slots takes them up, and ends them with it.
   */
  private void endEverything(ServerControl control) throws InterruptedException {
    if (session.locator().find().isEmpty()) {
      try {
        session.starter()
            .startUnlessRunning(
                List.of("--workers", "0", "--host", "127.0.0.1", "--port", "0", "--log-level", "error"));
      } catch (CommandFailure broken) {
        session.output()
            .note("The server cannot be started to end tasks of an earlier one: "
                + Printable.lines(String.valueOf(broken.getMessage())));
      }
    }
    control.stop(StopRequest.force());
  }

  private static void delete(List<Path> doomed) {
    for (Path path : doomed) {
      try {
        HomeContents.delete(path);
      } catch (IOException failed) {
        throw new CommandFailure(
            ExitCodes.FAILED, path + " cannot be deleted: " + FileTrouble.reason(failed),
            "Check who owns it, then reset again.");
      }
    }
  }

  private void report(List<Path> doomed) {
    if (json.getAsBoolean()) {
      session.output()
          .json(JsonObject.EMPTY.with("deleted", JsonArray.ofTexts(doomed.stream().map(Path::toString).toList())));
    } else {
      session.output().line("Deleted. The next 'claude-worker run' begins anew.");
    }
  }
}
