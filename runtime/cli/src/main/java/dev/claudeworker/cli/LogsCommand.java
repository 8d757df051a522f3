package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code logs}. */
final class LogsCommand extends CliCommand {

  private final Session session;

  private final Supplier<Long> id =
      argument(0, Long.class, TaskNumbers.OF_A_TASK, "ID", "The number of the task.");

  private final BooleanSupplier follow = flag("Go on until the task has ended.", "-f", "--follow");

  private final BooleanSupplier summary = flag("The steps only (the default).", "--summary");

  private final BooleanSupplier detailed = flag("Everything that was logged.", "--detailed");

  private final BooleanSupplier raw = flag("What the program printed to standard output, as it is.", "--raw");

  private final BooleanSupplier standardError = flag("With --raw: standard error instead.", "--stderr");

  private final Supplier<Optional<Integer>> attempt = option(
      Integer.class, WholeNumber.atLeast(1), "N", "The log of this attempt (default: the last one).", "--attempt");

  private final Supplier<Optional<Integer>> tail =
      option(Integer.class, WholeNumber.atLeast(0), "N", "Only so many lines from the end.", "-n", "--tail");

  private final BooleanSupplier json = flag("Print one JSON document per line of the log.", "--json");

  LogsCommand(Session session) {
    super(
        "Show what a task did.",
        "",
        "Examples:",
        "  claude-worker logs 12",
        "  claude-worker logs 12 --follow --detailed",
        "  claude-worker logs 12 --attempt 1 --tail 20",
        "  claude-worker logs 12 --raw > output.jsonl");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage.require(
        !(summary.getAsBoolean() && detailed.getAsBoolean()),
        "--summary and --detailed exclude each other: give one of the two");
    Usage.require(raw.getAsBoolean() || !standardError.getAsBoolean(), "--stderr goes with --raw");
    Usage.require(
        !raw.getAsBoolean() || tail.get().isEmpty(), "--raw and --tail exclude each other", "Pipe it into 'tail'.");
    ServerApi server = session.server();
    var task = new TaskDocument(server.get(TaskNumbers.path(id.get())));
    if (task.attempts() == 0 && !follow.getAsBoolean()) {
      String reason = task.waitReason().map(wait -> ": " + wait.describe(session.now(), session.zone())).orElse("");
      session.output().note("Task " + id.get() + " has not started yet" + reason + ".");
    } else {
      show(server, attempt.get().map(Integer::longValue).orElse(Math.max(1, task.attempts())));
    }
    return ExitCodes.OK;
  }

  private void show(ServerApi server, long first) throws InterruptedException {
    if (raw.getAsBoolean()) {
      String stream = standardError.getAsBoolean() ? "stderr" : "stdout";
      new RawOutputView(session, server, id.get(), stream).copy(first, follow.getAsBoolean());
      return;
    }
    var view = new AttemptLogView(session, server, id.get(), detailed.getAsBoolean(), json.getAsBoolean());
    if (follow.getAsBoolean()) {
      view.follow(first, attempt.get().isPresent(), tail.get());
    } else {
      view.show(first, tail.get());
    }
  }
}
