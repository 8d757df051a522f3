package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.cli.client.ServerRecord;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The demonstration: submits tasks, kills the server in the middle, starts it again, and shows that nothing was lost. Cleans up
 * whatever happens.
 */
final class Demo {

  private final Session caller;
  private final Session session;
  private final Output output;
  private final DemoHome home;
  private final List<DemoTask> tasks;

  Demo(Session caller, List<DemoTask> tasks) {
    this.caller = caller;
    this.tasks = tasks;
    this.home = DemoHome.create();
    this.session = caller.elsewhere(home.environment(caller.environment()), home.workplace());
    this.output = session.output();
  }

  int run() throws InterruptedException {
    Thread cleanup = new Thread(this::cleanUp);
    Runtime.getRuntime().addShutdownHook(cleanup);
    try {
      return show();
    } finally {
      Runtime.getRuntime().removeShutdownHook(cleanup);
      cleanUp();
    }
  }

  private int show() throws InterruptedException {
    step("Starting a server in the scratch home " + home.folder());
    ServerApi server = start();
    step("Handing over " + tasks.size() + " tasks");
    List<Long> numbers = submit(server);
    awaitFirstStart(server, numbers.getFirst());
    step("Killing the server with kill -9 while tasks run");
    session.home().serverRecord().flatMap(ServerRecord::provenProcess).ifPresent(process -> {
      process.destroyForcibly();
      process.onExit().join();
    });
    step("Starting it again: it takes up the running tasks where they are");
    ServerApi restarted = start();
    tellAdopted(restarted);
    List<TaskDocument> ended = follow(restarted, numbers);
    return summary(ended);
  }

  private ServerApi start() {
    return session.starter().startUnlessRunning(List.of("--port", "0")).api();
  }

  private List<Long> submit(ServerApi server) {
    List<Long> numbers = new ArrayList<>();
    for (DemoTask task : tasks) {
      var submitted = new TaskDocument(
          server.post(
              ServerApi.BASE + "/tasks", DemoTasks.request(task, home.workplace().toString(), numbers)
                  .with("environment", TaskOptions.texts(SubmittedEnvironment.of(session.environment())))));
      numbers.add(submitted.id());
      output.line("  " + submitted.id() + "  " + task.name());
    }
    return numbers;
  }

  private void awaitFirstStart(ServerApi server, long first) throws InterruptedException {
    var pace = new PollPace();
    while (new TaskDocument(server.get(TaskNumbers.path(first))).status().equals("pending")) {
      pace.pause();
    }
  }

  private void tellAdopted(ServerApi server) {
    JsonObject worker = Fields.object(server.get(ServerApi.BASE + "/server"), "worker");
    Fields.objects(worker, "running")
        .stream()
        .filter(task -> Fields.flag(task, "adopted"))
        .forEach(
            task -> output.line("  Task " + Fields.count(task, "task_id") + " went on alone; it is watched again."));
  }

  private List<TaskDocument> follow(ServerApi server, List<Long> numbers) throws InterruptedException {
    var screen = new DemoScreen(session);
    var pace = new PollPace();
    while (true) {
      List<TaskDocument> documents =
          numbers.stream().map(id -> new TaskDocument(server.get(TaskNumbers.path(id)))).toList();
      screen.show(documents);
      if (documents.stream().allMatch(TaskDocument::hasEnded)) {
        return documents;
      }
      pace.pause();
    }
  }

  private int summary(List<TaskDocument> ended) {
    step("Results");
    for (TaskDocument task : ended) {
      String text = task.isCompleted() ? task.result() : task.errorMessage();
      String suggestion = task.error().map(error -> Fields.textOrEmpty(error, "suggestion")).orElse("");
      output.line("  " + task.id() + "  " + output.style().status(task.status(), task.status()) + "  "
          + Printable.line(text + " " + (task.isCompleted() ? "" : suggestion)));
    }
    boolean well = ended.stream().allMatch(TaskDocument::isCompleted);
    step(well ? "Nothing was lost. Your turn: claude-worker run \"...\"" : "Not all of the tasks completed");
    return well ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void step(String text) {
    output.line(output.style().bold("==> " + text));
  }

  private void cleanUp() {
    try {
      new ServerControl(session).stop(StopRequest.force());
    } catch (CommandFailure | InterruptedException notStopped) {
      session.home().serverRecord().flatMap(ServerRecord::provenProcess).ifPresent(ProcessHandle::destroyForcibly);
      caller.output().note("The demonstration's server was ended hard: " + notStopped.getMessage());
    }
    home.delete();
  }
}
