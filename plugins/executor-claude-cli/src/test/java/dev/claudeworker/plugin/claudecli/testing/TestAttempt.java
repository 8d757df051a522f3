package dev.claudeworker.plugin.claudecli.testing;

import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.AttemptLog;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.QueueAccess;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskSpec;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An attempt that keeps everything the executor tells. */
public final class TestAttempt implements AttemptContext, AttemptLog, AutoCloseable {

  private final TaskSpec spec;
  private final int number;
  private final PluginConfig options;
  private final Path directory;
  private final Map<String, String> environment;
  private final Optional<Continuation> continuation;
  private final Usage spentEarlier;
  private final UUID attemptId = UUID.randomUUID();
  private final List<String> summary = new CopyOnWriteArrayList<>();
  private final List<String> detail = new CopyOnWriteArrayList<>();
  private final List<Progress> progress = new CopyOnWriteArrayList<>();
  private final CompletableFuture<TestChild> child = new CompletableFuture<>();
  private final CompletableFuture<ProcessSpec> process = new CompletableFuture<>();
  private volatile String resumeReference = "";
  private volatile Consumer<TestChild> afterStart = child -> {};
  private volatile Runnable onProgress = () -> {};
  private volatile Optional<QueueAccess> queueAccess = Optional.empty();

  public TestAttempt(
      TaskSpec spec,
      int number,
      PluginConfig options,
      Path directory,
      Map<String, String> environment,
      Optional<Continuation> continuation,
      Usage spentEarlier) {
    this.spec = spec;
    this.number = number;
    this.options = options;
    this.directory = directory;
    this.environment = environment;
    this.continuation = continuation;
    this.spentEarlier = spentEarlier;
  }

  @Override
  public Task task() {
    TaskState state = new TaskState(
        TaskStatus.RUNNING, Optional.empty(), 0, 1, 0, 0, 0, false, Optional.empty(), Optional.empty(), spentEarlier,
        Optional.empty(), Optional.empty());
    TaskTimes times = new TaskTimes(
        SettableClock.START, Optional.empty(), Optional.of(SettableClock.START), Optional.empty());
    return new Task(
        new TaskId(1), UUID.randomUUID(), 1, "preview", spec.settings(), state, TaskPlace.ALONE, times);
  }

  @Override
  public TaskInput input() {
    return spec.input();
  }

  @Override
  public PluginConfig options() {
    return options;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public UUID attemptId() {
    return attemptId;
  }

  @Override
  public Optional<Continuation> continuation() {
    return continuation;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public ChildProcess process(ProcessSpec wanted) throws ProcessStartException {
    process.complete(wanted);
    if (!child.isDone()) {
      TestChild started = TestChild.start(wanted, directory, attemptId.toString());
      afterStart.accept(started);
      child.complete(started);
    }
    return child.join();
  }

  @Override
  public void saveResumeReference(String reference) {
    if (child.isDone() && !reference.equals(resumeReference)) {
      throw new IllegalStateException("the reference must be saved before the child starts and stay the same");
    }
    resumeReference = reference;
  }

  @Override
  public void progress(Progress latest) {
    progress.add(latest);
    onProgress.run();
  }

  @Override
  public AttemptLog log() {
    return this;
  }

  @Override
  public Optional<EndCause> ending() {
    return child.isDone() ? child.join().firstCause() : Optional.empty();
  }

  @Override
  public void summary(String line) {
    summary.add(line);
  }

  @Override
  public void detail(String line) {
    detail.add(line);
  }

  @Override
  public Optional<QueueAccess> queueAccess() {
    return queueAccess;
  }

  /** Lets the attempt use a queue. */
  public void queueAccess(QueueAccess access) {
    queueAccess = Optional.of(access);
  }

  /** What happens to the child as soon as it is there. */
  public void afterStart(Consumer<TestChild> action) {
    afterStart = action;
  }

  /** What happens at every report of progress. */
  public void onProgress(Runnable action) {
    onProgress = action;
  }

  public List<String> summaryLines() {
    return List.copyOf(summary);
  }

  public List<String> detailLines() {
    return List.copyOf(detail);
  }

  public List<Progress> progressReports() {
    return List.copyOf(progress);
  }

  public String resumeReference() {
    return resumeReference;
  }

  /** The child; waits until the executor starts it. */
  public TestChild child() {
    return child.join();
  }

  /** What the executor asked to start. */
  public ProcessSpec processSpec() {
    return process.join();
  }

  @Override
  public void close() {
    if (child.isDone()) {
      child.join().close();
    }
  }
}
