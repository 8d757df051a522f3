package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.AttemptLog;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskInput;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An attempt without a server: keeps what its executor tells, and starts its child itself. {@link #adopted} is the same
 * attempt after a restart of the server. Close it to end a child that is still there.
 */
public final class FakeAttemptContext implements AttemptContext, AutoCloseable {

  private final FakeAttempt attempt;
  private final boolean adopting;
  private final AttemptRecord record = new AttemptRecord();
  private final AtomicReference<Optional<EndCause>> ending = new AtomicReference<>(Optional.empty());

  FakeAttemptContext(FakeAttempt attempt, boolean adopting) {
    this.attempt = attempt;
    this.adopting = adopting;
  }

  /**
   * The same attempt after a restart of the server: the same child, a new record.
   *
   * @return the context for executing it again
   */
  public FakeAttemptContext adopted() {
    return new FakeAttemptContext(attempt, true);
  }

  /**
   * What the executor told.
   *
   * @return the record of this execution
   */
  public AttemptRecord record() {
    return record;
  }

  /**
   * The child.
   *
   * @return empty as long as the executor has not started one
   */
  public Optional<ChildProcess> child() {
    return attempt.child();
  }

  /**
   * Does what the runtime does to end an attempt: says why, and ends the child.
   *
   * @param cause why
   * @return whether there was a child; if not, the caller interrupts the executor's thread
   */
  public boolean end(EndCause cause) {
    ending.updateAndGet(first -> first.or(() -> Optional.of(cause)));
    attempt.child().ifPresent(child -> child.end(cause));
    return attempt.child().isPresent();
  }

  @Override
  public Task task() {
    return attempt.task();
  }

  @Override
  public TaskInput input() {
    return attempt.input();
  }

  @Override
  public PluginConfig options() {
    return attempt.options();
  }

  @Override
  public int number() {
    return attempt.number();
  }

  @Override
  public UUID attemptId() {
    return attempt.id();
  }

  @Override
  public Optional<Continuation> continuation() {
    return attempt.continuation();
  }

  @Override
  public Path directory() {
    return attempt.directory();
  }

  @Override
  public Map<String, String> environment() {
    return attempt.environment();
  }

  @Override
  public ChildProcess process(ProcessSpec spec) throws ProcessStartException {
    record.add(spec);
    ChildProcess child = attempt.process(spec);
    ending.get().ifPresent(child::end);
    return adopting ? new AdoptedChild(child) : child;
  }

  @Override
  public void saveResumeReference(String reference) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the attempt is to end");
    }
    record.addResumeReference(reference);
  }

  @Override
  public void progress(Progress progress) {
    record.add(progress);
  }

  @Override
  public AttemptLog log() {
    return record;
  }

  @Override
  public Optional<EndCause> ending() {
    return ending.get();
  }

  @Override
  public void close() {
    attempt.close();
  }
}
