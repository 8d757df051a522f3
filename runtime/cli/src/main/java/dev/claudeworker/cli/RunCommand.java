package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code run}. */
final class RunCommand extends CliCommand {

  private final Session session;

  private final Supplier<Optional<String>> prompt = optionalArgument(
      0, String.class, word -> word, "PROMPT|FILE",
      "What to do, or an existing file that says it. Piped text is added.");

  private final BooleanSupplier watch =
      flag("Stay until the task has ended, and exit with its result.", "-w", "--watch");

  private final Supplier<Optional<String>> batch = text(
      "FILE.jsonl",
      "Hand over many tasks, all or none: one JSON object with execution_prompt per line; - reads them from "
          + "standard input. The options count for lines that say nothing else.",
      "--batch");

  private final TaskOptions options = new TaskOptions(this);

  private final BooleanSupplier json = flag("Print the task as JSON; with --watch one line per change.", "--json");

  RunCommand(Session session) {
    super(
        "Hand a task over. Starts the server if none runs.",
        "",
        "The task runs in this directory and sees this shell's PATH, locale and virtual environments,",
        "but none of its secrets. If the output is no terminal, only the task's number is printed.",
        "",
        "Examples:",
        "  claude-worker run \"Fix the failing tests\"",
        "  claude-worker run --watch --model opus --timeout 2h \"Port this module to Java 25\"",
        "  claude-worker run task.md                            the prompt is in a file",
        "  git diff | claude-worker run \"Review these changes\"  argument and piped text",
        "  claude-worker run --allow \"Bash(npm test)\" --max-cost 2 \"Make the tests pass\"",
        "  claude-worker run --executor shell \"make all\"        no model, just a shell script",
        "  claude-worker run --depends-on 12 \"Write the release notes\"",
        "  claude-worker run --batch tasks.jsonl",
        "  claude-worker run -- \"--help is unclear, improve it\" a prompt that begins with a dash");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    JsonObject request = options.request(session);
    if (batch.get().isPresent()) {
      Usage.require(prompt.get().isEmpty(), "--batch and a prompt exclude each other");
      Usage.require(!watch.getAsBoolean(), "--batch and --watch exclude each other",
          "Wait for the printed numbers with 'claude-worker wait'.");
      return submitted(new TaskBatch(session).submit(session.serverStartedIfNeeded(), batch.get().get(), request));
    }
    String text = new PromptSource(session).prompt(prompt.get())
        .filter(given -> !given.isBlank())
        .orElseThrow(
            () -> Usage.wrong(
                "there is no prompt",
                "Say what to do: claude-worker run \"...\", or name a file, or pipe text in."));
    String id = UUID.randomUUID().toString();
    ServerApi server = session.serverStartedIfNeeded();
    var task = submit(server, request.with("execution_prompt", text).with("uuid", id), id);
    return watch.getAsBoolean() ? new TaskWatch(session, server, json.getAsBoolean()).untilResult(task)
        : submitted(task);
  }

  private static TaskDocument submit(ServerApi server, JsonObject request, String id) {
    try {
      return new TaskDocument(server.create(ServerApi.BASE + "/tasks", request, id));
    } catch (CommandFailure refused) {
      throw RefusedOptions.named(refused);
    }
  }

  private int submitted(List<TaskDocument> tasks) {
    Output output = session.output();
    if (!json.getAsBoolean() && output.isForPeople()) {
      output.line(tasks.size() + " tasks are stored, " + tasks.getFirst().id() + " to " + tasks.getLast().id() + ".");
    } else {
      tasks.forEach(task -> {
        if (json.getAsBoolean()) {
          output.jsonLine(task.json());
        } else {
          output.line(Long.toString(task.id()));
        }
      });
    }
    return ExitCodes.OK;
  }

  private int submitted(TaskDocument task) {
    Output output = session.output();
    if (json.getAsBoolean()) {
      output.json(task.json());
    } else if (output.isForPeople()) {
      String reason = task.waitReason().map(wait -> ": " + wait.describe(session.now(), session.zone())).orElse("");
      output.line("Task " + task.id() + " is " + task.status() + reason + ".");
      output.note(output.errorStyle()
          .dim("See 'claude-worker status " + task.id() + "' or 'claude-worker logs "
              + task.id() + " --follow'."));
    } else {
      output.line(Long.toString(task.id()));
    }
    return ExitCodes.OK;
  }
}
