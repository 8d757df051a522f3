package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code wait}. */
final class WaitCommand extends CliCommand {

  private final Session session;

  private final Supplier<List<Long>> ids = taskNumbers();

  private final BooleanSupplier any = flag("Wait for the first one only.", "--any");

  private final Supplier<Optional<Duration>> timeout = option(
      Duration.class, new DurationText(), "TIME", "Give up after this time, for example 90s, 10m or 2h.", "-t",
      "--timeout");

  private final BooleanSupplier json = flag("Print the tasks as they end, one JSON document per line.", "--json");

  WaitCommand(Session session) {
    super(
        "Wait until tasks have ended. Exits with 0 if all of them completed, with 1 if not.",
        "",
        "Examples:",
        "  claude-worker wait 12 13",
        "  claude-worker wait --any 12 13          until the first of them has ended",
        "  claude-worker wait 12 --timeout 10m     give up after ten minutes (exit code 1)");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    var server = new PatientServer(session, session.server());
    Optional<Instant> deadline = timeout.get().map(session.now()::plus);
    Map<Long, TaskDocument> ended = new LinkedHashMap<>();
    var pace = new PollPace();
    collectEnded(server, ended);
    while (!isEnough(ended)) {
      if (deadline.isPresent() && !session.now().isBefore(deadline.get())) {
        throw new CommandFailure(
            ExitCodes.FAILED, "not all of the tasks ended in time", "They go on; wait again, or cancel them.");
      }
      pace.pause();
      collectEnded(server, ended);
    }
    return ended.values().stream().allMatch(TaskDocument::isCompleted) ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void collectEnded(PatientServer server, Map<Long, TaskDocument> ended) throws InterruptedException {
    for (long id : ids.get()) {
      if (!ended.containsKey(id) && !isEnough(ended)) {
        TaskDocument task = server.task(id);
        if (task.hasEnded()) {
          ended.put(id, task);
          print(task);
        }
      }
    }
  }

  private boolean isEnough(Map<Long, TaskDocument> ended) {
    return any.getAsBoolean() ? !ended.isEmpty() : ended.keySet().containsAll(ids.get());
  }

  private void print(TaskDocument task) {
    if (json.getAsBoolean()) {
      session.output().jsonLine(task.json());
    } else {
      String message =
          task.isCompleted() || task.errorMessage().isEmpty() ? "" : ": " + Printable.line(task.errorMessage());
      String denied = task.deniedToolCalls() == 0 ? "" : " (" + task.deniedToolCalls() + " denied tool calls)";
      session.output()
          .line(
              "Task " + task.id() + " " + session.output().style().status(task.status(), task.status()) + message
                  + denied);
    }
  }
}
