package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}. */
@Command(
    name = "logs",
    description = "Show what a task did.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  claude-worker logs 12",
      "  claude-worker logs 12 --follow --detailed",
      "  claude-worker logs 12 --attempt 1 --tail 20",
      "  claude-worker logs 12 --raw > output.jsonl"
    })
final class LogsCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "ID", description = "The number of the task.", converter = TaskNumbers.class)
  private long id;

  @Option(names = {"-f", "--follow"}, description = "Go on until the task has ended.")
  private boolean follow;

  @Option(names = "--summary", description = "The steps only (the default).")
  private boolean summary;

  @Option(names = "--detailed", description = "Everything that was logged.")
  private boolean detailed;

  @Option(names = "--raw", description = "What the program printed to standard output, as it is.")
  private boolean raw;

  @Option(names = "--stderr", description = "With --raw: standard error instead.")
  private boolean standardError;

  @Option(names = "--attempt", paramLabel = "N", description = "The log of this attempt (default: the last one).")
  private @Nullable Integer attempt;

  @Option(names = {"-n", "--tail"}, paramLabel = "N", description = "Only so many lines from the end.")
  private @Nullable Integer tail;

  @Option(names = "--json", description = "Print one JSON document per line of the log.")
  private boolean json;

  LogsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage.require(!(summary && detailed), "--summary and --detailed exclude each other: give one of the two");
    Usage.require(raw || !standardError, "--stderr goes with --raw");
    Usage.require(!raw || tail == null, "--raw and --tail exclude each other", "Pipe it into 'tail'.");
    Usage.require(attempt == null || attempt >= 1, "--attempt is 1 or more, not " + attempt);
    Usage.require(tail == null || tail >= 0, "--tail is 0 or more, not " + tail);
    ServerApi server = session.server();
    var task = new TaskDocument(server.get(TaskNumbers.path(id)));
    if (task.attempts() == 0 && !follow) {
      String reason = task.waitReason().map(wait -> ": " + wait.describe(session.now(), session.zone())).orElse("");
      session.output().note("Task " + id + " has not started yet" + reason + ".");
      return ExitCodes.OK;
    }
    long first = attempt == null ? Math.max(1, task.attempts()) : attempt;
    if (raw) {
      new RawOutputView(session, server, id, standardError ? "stderr" : "stdout").copy(first, follow);
    } else if (follow) {
      new AttemptLogView(session, server, id, detailed, json).follow(first, attempt != null, Optional.ofNullable(tail));
    } else {
      new AttemptLogView(session, server, id, detailed, json).show(first, Optional.ofNullable(tail));
    }
    return ExitCodes.OK;
  }
}
