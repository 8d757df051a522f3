package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.Readiness;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskSpec;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs a command from the configuration. */
final class NamedCommandExecutor extends CommandExecutor {

  /** As the runtime takes it. What begins with a dash could be taken for an option. */
  private static final int MAX_REFERENCE = 1_000;

  private final NamedCommand command;
  private final JsonCodec json;

  NamedCommandExecutor(NamedCommand command, ShellConfig config, JsonCodec json) {
    super(config);
    this.command = command;
    this.json = json;
  }

  @Override
  AttemptOutcome run(AttemptContext context) throws ProcessStartException, IOException, InterruptedException {
    // A fork would write into the session of another task, and no program says how to copy one.
    Optional<Continuation> continued =
        context.continuation().filter(continuation -> !continuation.fork() && !command.resume().isEmpty());
    Optional<String> session = continued.map(Continuation::resumeReference);
    String prompt = prompt(context, session);
    var spec = new ProcessSpec(command.arguments(prompt, session), context.task().settings().workingDirectory(),
        context.environment(), command.input(prompt, session), config.silenceTimeout());
    context.log().summary("$ " + OneLine.of(String.join(" ", command.command()), OneLine.LAST_ACTION_LENGTH));
    var child = context.process(spec);
    var follower = new OutputFollower(context, config);
    var stdout = follower.followStdout(child, Math.toIntExact(config.maxResultBytes()), new SessionWatch(context));
    var stderr = follower.readStderr(child);
    return judge(new ExitJudge.Remains(asSuccess(child.waitFor()), stdout, stderr));
  }

  private static String prompt(AttemptContext context, Optional<String> session) {
    Optional<String> added = context.continuation().flatMap(Continuation::text);
    if (session.isPresent()) {
      return added.orElse("Go on where you stopped.");
    }
    String prompt = context.input().prompt();
    return added.map(text -> prompt + "\n\n" + text).orElse(prompt);
  }

  /** Another success code is to the judge what 0 is. */
  private ChildExit asSuccess(ChildExit exit) {
    boolean success = exit.code().isPresent() && command.successCodes().contains(exit.code().getAsInt());
    return success
        ? new ChildExit(OptionalInt.of(0), exit.endedBy(), exit.cpuTime(), exit.peakMemoryBytes(), exit.stragglers())
        : exit;
  }

  private AttemptOutcome judge(ExitJudge.Remains remains) {
    AttemptOutcome outcome = ExitJudge.judge(remains, true);
    if (!(outcome instanceof Completed(TaskResult whole, var usage))) {
      return outcome;
    }
    return command.result()
        .in(remains.stdout().text(), json)
        .<AttemptOutcome>map(text -> new Completed(new TaskResult(text, 0, whole.details()), usage))
        .orElseGet(() -> new AttemptOutcome.Failed(
            new Failure(FailureKind.NO_RESULT.errorCode(), FailureKind.NO_RESULT.headline() + ".",
                FailureKind.NO_RESULT.suggestion(), JsonObject.EMPTY),
            usage));
  }

  /** Saves the session as soon as a line names it, so that an attempt that is lost can be continued too. */
  private final class SessionWatch implements OutputFollower.LineWatch {

    private final AttemptContext context;
    private boolean saved;

    private SessionWatch(AttemptContext context) {
      this.context = context;
    }

    @Override
    public void line(String line) throws InterruptedException {
      if (!saved && command.session().isPresent()) {
        for (var document : ResultPlace.documents(line, json)) {
          save(command.session().get().textIn(document));
        }
      }
    }

    @Override
    public void end(String output) throws InterruptedException {
      // One document over many lines.
      line(output);
    }

    private void save(Optional<String> session) throws InterruptedException {
      String reference = session.orElse("");
      if (!reference.isBlank() && !reference.startsWith("-") && reference.length() <= MAX_REFERENCE) {
        saved = true;
        context.saveResumeReference(reference);
      }
    }
  }

  @Override
  public void validate(TaskSpec spec, PluginConfig options) {
    CommandPlan.checkNamed(command, spec.input().prompt(), ShellOptions.from(options));
  }

  @Override
  public Readiness readiness() {
    return Readiness.ready(command.command().getFirst());
  }
}
