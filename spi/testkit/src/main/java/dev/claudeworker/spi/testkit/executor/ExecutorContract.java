package dev.claudeworker.spi.testkit.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import dev.claudeworker.spi.task.AttemptOutcome.Failed;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.testkit.executor.AttemptRecord.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every executor must do. An executor that is not {@link TaskExecutor#reattachable} may not use {@link
 * dev.claudeworker.spi.executor.AttemptContext#process}; the tests of adoption then check that it does not.
 */
@Timeout(value = ExecutorContract.TIMEOUT_SECONDS, unit = TimeUnit.SECONDS)
public abstract class ExecutorContract {

  static final long TIMEOUT_SECONDS = 180;

  /** Longest last action, as {@link Progress} says. */
  private static final int LONGEST_ACTION = 500;

  /** Longest message, as {@link Failure} says. */
  private static final int LONGEST_MESSAGE = 4_000;

  private static final String SECRET = "s3cr3t-0f-the-c0ntract";
  private static final long FLOOD_BYTES = 16L << 20;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private ExecutorFixture fixture;
  private Path home;
  private int attempts;

  /** For subclasses. */
  protected ExecutorContract() {}

  /**
   * Makes an executor with work for it.
   *
   * @param home a directory of the test's own
   * @return the fixture
   * @throws Exception if it cannot be made
   */
  protected abstract ExecutorFixture newFixture(Path home) throws Exception;

  /**
   * How long an execution may take to return after it was ended, or to complete short work.
   *
   * @return 30 seconds
   */
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }

  @BeforeEach
  final void openFixture(@TempDir Path directory) throws Exception {
    home = directory;
    fixture = newFixture(Files.createDirectory(directory.resolve("fixture")));
  }

  @AfterEach
  final void closeAll() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    fixture.close();
  }

  @Test
  final void completedWorkIsCompleted() throws Exception {
    FakeAttemptContext context = attempt(fixture.completing());

    assertThat(outcome(context)).isInstanceOf(Completed.class);

    assertThat(context.record().lines()).isNotEmpty();
    assertSmallProgress(context);
  }

  @Test
  final void failedWorkSaysWhyAndWhatNext() throws Exception {
    AttemptOutcome outcome = outcome(attempt(fixture.failing()));

    assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> assertHelpful(failed.failure()));
  }

  @Test
  final void cancelledWorkReturnsAndIsNotCompleted() throws Exception {
    returnsAfter(EndCause.CANCELLED);
  }

  @Test
  final void timedOutWorkReturnsAndIsNotCompleted() throws Exception {
    returnsAfter(EndCause.TIMEOUT);
  }

  private void returnsAfter(EndCause cause) throws Exception {
    FakeAttemptContext context = attempt(fixture.hanging());
    AttemptRun run = started(context);
    List<ProcessHandle> children = children(context);

    run.end(cause);

    assertThat(run.outcome(patience())).isNotInstanceOf(Completed.class);
    for (ProcessHandle child : children) {
      child.onExit().get(patience().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Test
  final void interruptedWorkStopsAtOnceAndLeavesItsChild() throws Exception {
    FakeAttemptContext context = attempt(fixture.hanging());
    AttemptRun run = started(context);
    List<ProcessHandle> children = children(context);

    run.interrupt();

    try {
      assertThat(run.outcome(patience())).isNotInstanceOf(Completed.class);
      assertThat(reattachable(context)).as("an outcome would end an attempt that can be adopted").isFalse();
    } catch (ExecutionException thrown) {
      assertThat(thrown).hasCauseInstanceOf(InterruptedException.class);
    }
    assertThat(children).allMatch(ProcessHandle::isAlive);
  }

  @Test
  final void endedWorkExecutedAgainYieldsTheSame() throws Exception {
    FakeAttemptContext first = attempt(fixture.completing());
    AttemptOutcome before = outcome(first);
    if (!reattachable(first)) {
      return;
    }
    FakeAttemptContext second = first.adopted();

    AttemptOutcome after = outcome(second);

    assertThat(after).isEqualTo(before);
    assertThat(second.record().lines()).isEqualTo(first.record().lines());
    assertThat(last(second)).isEqualTo(last(first));
  }

  @Test
  final void runningWorkIsAdoptedWithTheSameLines() throws Exception {
    FakeAttemptContext first = attempt(fixture.hanging());
    AttemptRun run = started(first);
    if (!reattachable(first)) {
      return;
    }
    run.interrupt();
    assertThatThrownBy(() -> run.outcome(patience())).hasCauseInstanceOf(InterruptedException.class);
    List<LogLine> before = first.record().lines();

    FakeAttemptContext second = first.adopted();
    AttemptRun again = started(second);
    again.end(EndCause.CANCELLED);

    assertThat(again.outcome(patience())).isNotInstanceOf(Completed.class);
    assertThat(second.record().lines()).startsWith(before.toArray(LogLine[]::new));
    assertThat(first.child().orElseThrow().pid()).isEqualTo(second.child().orElseThrow().pid());
  }

  @Test
  final void aFloodOfOutputIsTakenInAndBounded() throws Exception {
    FakeAttemptContext context = attempt(fixture.flooding(FLOOD_BYTES));

    AttemptOutcome outcome = run(context).outcome(patience().multipliedBy(4));

    assertThat(outcome).isInstanceOfAny(Completed.class, Failed.class);
    assertSmallProgress(context);
    if (outcome instanceof Failed failed) {
      assertHelpful(failed.failure());
    }
  }

  @Test
  final void manyAttemptsRunAtOnce() throws Exception {
    List<AttemptRun> runs = new ArrayList<>();
    for (int index = 0; index < 4; index++) {
      runs.add(run(attempt(fixture.completing())));
    }
    for (AttemptRun run : runs) {
      assertThat(run.outcome(patience())).isInstanceOf(Completed.class);
    }
  }

  @Test
  final void promptsAndSecretsAreNeitherArgumentsNorLogged() throws Exception {
    AttemptWork work = fixture.completing();
    FakeAttemptContext context = attempt(work);
    AttemptOutcome outcome = outcome(context);

    for (ProcessSpec spec : context.record().processes()) {
      assertThat(spec.command()).noneMatch(argument -> argument.contains(work.spec().input().prompt()));
      assertThat(spec.command()).noneMatch(argument -> argument.contains(SECRET));
    }
    assertThat(context.record().lines()).noneMatch(line -> line.text().contains(SECRET));
    assertThat(outcome.toString()).doesNotContain(SECRET);
  }

  @Test
  final void aChildThatCannotStartIsAnOutcomeNotAThrow() throws Exception {
    for (Reason reason : Reason.values()) {
      FakeAttemptContext context = register(
          fake(fixture.completing()).children((spec, directory, id) -> {
            throw new ProcessStartException(reason, "the test refuses to start it");
          }).context());

      AttemptOutcome outcome = outcome(context);

      if (!context.record().processes().isEmpty()) {
        assertThat(outcome).as("outcome after %s", reason).isNotInstanceOf(Completed.class);
      }
      if (outcome instanceof Failed failed) {
        assertHelpful(failed.failure());
      }
    }
  }

  @Test
  final void whatIsToBeContinuedIsSavedBeforeTheChildStarts() throws Exception {
    FakeAttempt attempt = fake(fixture.completing());
    List<List<String>> savedAtStart = new ArrayList<>();
    FakeAttemptContext context = register(attempt.context());
    attempt.children((spec, directory, id) -> {
      savedAtStart.add(context.record().resumeReferences());
      return LocalChild.start(spec, directory, id);
    });

    outcome(context);

    if (!savedAtStart.isEmpty()) {
      assertThat(savedAtStart).containsExactly(context.record().resumeReferences());
    }
    assertThat(context.record().resumeReferences()).allMatch(reference -> reference.length() <= 1_000);
  }

  @Test
  final void accountsAndDefaultsAreShortAndStable() {
    AttemptWork work = fixture.completing();
    TaskExecutor executor = fixture.executor();

    String account = executor.account(work.spec().settings());

    assertThat(account).isNotBlank().hasSizeLessThanOrEqualTo(100).doesNotContain("/");
    assertThat(executor.account(work.spec().settings())).isEqualTo(account);
    assertThat(executor.defaultTimeout(work.spec().settings())).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(executor.serverVariables()).allMatch(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*\\*?"));
    executor.validate(work.spec(), work.options());
    assertThat(executor.readiness().ready()).isTrue();
  }

  private static Optional<Progress> last(FakeAttemptContext context) {
    List<Progress> progress = context.record().progress();
    return progress.isEmpty() ? Optional.empty() : Optional.of(progress.get(progress.size() - 1));
  }

  private boolean reattachable(FakeAttemptContext context) {
    boolean reattachable = fixture.executor().reattachable();
    assertThat(context.child().isPresent()).as("only reattachable executors start children").isEqualTo(reattachable);
    return reattachable;
  }

  private static void assertHelpful(Failure failure) {
    assertThat(failure.message()).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST_MESSAGE);
    assertThat(failure.suggestion()).isNotBlank();
  }

  private static void assertSmallProgress(FakeAttemptContext context) {
    assertThat(context.record().progress()).allSatisfy(progress -> assertThat(progress.lastAction())
        .hasSizeLessThanOrEqualTo(LONGEST_ACTION)
        .doesNotContain("\n"));
  }

  private static List<ProcessHandle> children(FakeAttemptContext context) {
    return context.child().map(ChildProcess::pid).flatMap(ProcessHandle::of).stream().toList();
  }

  /** Starts an execution and waits until its work has really begun. */
  private AttemptRun started(FakeAttemptContext context) throws InterruptedException {
    AttemptRun run = run(context);
    assertThat(context.record().awaitProgress(patience())).as("it reports progress").isTrue();
    return run;
  }

  private AttemptOutcome outcome(FakeAttemptContext context) throws Exception {
    return run(context).outcome(patience());
  }

  private AttemptRun run(FakeAttemptContext context) {
    AttemptRun run = AttemptRun.start(fixture.executor(), context);
    opened.add(run);
    return run;
  }

  private FakeAttemptContext attempt(AttemptWork work) {
    return register(fake(work).context());
  }

  private FakeAttemptContext register(FakeAttemptContext context) {
    opened.add(context);
    return context;
  }

  private FakeAttempt fake(AttemptWork work) {
    attempts++;
    Map<String, String> environment = new HashMap<>(work.environment());
    environment.put("TOKEN_OF_THE_CONTRACT", SECRET);
    try {
      Path directory = Files.createDirectory(home.resolve("attempt-" + attempts));
      return FakeAttempt.of(work.spec(), directory).options(work.options()).environment(environment);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
