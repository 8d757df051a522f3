package dev.claudeworker.worker;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.attempt.AttemptLogFile;
import dev.claudeworker.process.ProcessRequest;
import dev.claudeworker.queue.FutureCommit;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.AttemptLog;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.QueueAccess;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The attempt as its executor sees it. Directory, environment and child come into being when they are asked for. */
final class AttemptSession implements AttemptContext, AutoCloseable {

  /** Lets what the child writes be found by the id of the request that submitted the task. */
  private static final String CORRELATION_VARIABLE = "CLAUDE_WORKER_CORRELATION_ID";

  private static final int MAX_REFERENCE = 1_000;

  private final ActiveAttempt attempt;
  private final RegisteredExecutor executor;
  private final AttemptServices services;
  private final AttemptLogFile log;
  private final PluginConfig options;
  private final TaskInput input;
  private final Optional<Continuation> continuation;

  /** Guards {@link #child}, so that a child is started once. Held while it starts. */
  private final ReentrantLock childLock = new ReentrantLock();

  /** Lets one thread fill the directory while the others that ask for it wait. */
  private final ReentrantLock directoryLock = new ReentrantLock();

  private @Nullable ChildProcess child;

  AttemptSession(ActiveAttempt attempt, RegisteredExecutor executor, AttemptServices services) {
    this.attempt = attempt;
    this.executor = executor;
    this.services = services;
    this.log = new AttemptLogFile(
        () -> createDirectory().resolve(AttemptDirectories.LOG_FILE), services.clock(), services.settings());
    this.options = executor.options(task().settings().executorOptions());
    this.input = services.upstream().fill(attempt.claimed());
    this.continuation = services.upstream().continuation(attempt.claimed(), attempt.adopted());
  }

  @Override
  public Task task() {
    return attempt.claimed().task();
  }

  @Override
  public TaskInput input() {
    return input;
  }

  @Override
  public PluginConfig options() {
    return options;
  }

  @Override
  public int number() {
    return attempt.claimed().attempt().number();
  }

  @Override
  public UUID attemptId() {
    return attempt.claimed().attempt().uuid();
  }

  @Override
  public Optional<Continuation> continuation() {
    return continuation;
  }

  @Override
  public Path directory() {
    try {
      return createDirectory();
    } catch (IOException e) {
      throw new WorkerException(
          ErrorCode.resources("attempt_directory"),
          "The attempt's directory cannot be made: " + e,
          "Check the disk and the permissions of the home directory.",
          e);
    }
  }

  private Path createDirectory() throws IOException {
    Path directory = services.directories().create(attempt.task(), number());
    directoryLock.lock();
    try {
      services.upstream().write(attempt.claimed(), directory);
    } finally {
      directoryLock.unlock();
    }
    return directory;
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment =
        new HashMap<>(services.environment().of(input().environment(), executor.executor().serverVariables()));
    environment.put(CORRELATION_VARIABLE, task().settings().origin().correlationId());
    return Map.copyOf(environment);
  }

  @Override
  public Optional<QueueAccess> queueAccess() throws InterruptedException {
    return services.queueAccess().of(attempt.task(), number(), attemptId());
  }

  @Override
  public ChildProcess process(ProcessSpec spec) throws ProcessStartException, InterruptedException {
    childLock.lockInterruptibly();
    try {
      if (child == null) {
        child = open(spec);
      }
      return child;
    } finally {
      childLock.unlock();
    }
  }

  private ChildProcess open(ProcessSpec spec) throws ProcessStartException, InterruptedException {
    // An adopted child is looked for even if the attempt is to end, since it must be ended too.
    if (!attempt.adopted() && (attempt.control().cause().isPresent() || attempt.control().isDetached())) {
      throw new InterruptedException("the attempt is being ended");
    }
    var request = new ProcessRequest(directory(), attemptId(), spec, attempt.adopted(), services.limits());
    try {
      ChildProcess opened = services.processes().open(request);
      attempt.control().childStarted(opened);
      return new DetachableChild(opened, attempt.control());
    } catch (ProcessStartException e) {
      noteIfGone(e.reason());
      throw e;
    }
  }

  private void noteIfGone(ProcessStartException.Reason reason) {
    if (reason == ProcessStartException.Reason.NEVER_STARTED || reason == ProcessStartException.Reason.LOST) {
      attempt.childGone(reason);
    }
  }

  @Override
  public void saveResumeReference(String reference) throws InterruptedException {
    if (reference.isEmpty() || reference.length() > MAX_REFERENCE) {
      throw new IllegalArgumentException("a resume reference has 1 to " + MAX_REFERENCE + " characters");
    }
    if (attempt.savedReference().filter(reference::equals).isPresent()) {
      return;
    }
    var commit = new FutureCommit(new Unit.SaveResumeReference(attempt.claimed().lease(), reference));
    services.committer().enqueue(commit);
    UnitResult result = commit.awaitInterruptibly();
    if (result instanceof UnitResult.LeaseLost) {
      attempt.loseLease();
      throw new InterruptedException("the lease was lost");
    }
    if (result instanceof UnitResult.Refused(var refusal, var message)) {
      throw new IllegalStateException("the resume reference was refused: " + refusal + " " + message);
    }
    attempt.savedReference(reference);
  }

  @Override
  public void progress(Progress progress) {
    attempt.progress(progress);
    services.progress().changed();
  }

  @Override
  public AttemptLog log() {
    return log;
  }

  /** Writes a line of the runtime into the attempt's log. */
  void note(String line) {
    log.runtime(line);
  }

  @Override
  public Optional<EndCause> ending() {
    return attempt.control().cause();
  }

  @Override
  public void close() {
    log.close();
  }
}
