package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One execution of an attempt on a virtual thread, as the runtime would run it. Close it: the thread is interrupted. */
public final class AttemptRun implements AutoCloseable {

  private final FakeAttemptContext context;
  private final CompletableFuture<AttemptOutcome> outcome = new CompletableFuture<>();
  private final Thread thread;

  private AttemptRun(TaskExecutor executor, FakeAttemptContext context) {
    this.context = context;
    thread = Thread.ofVirtual().name("attempt-" + context.attemptId()).unstarted(() -> {
      try {
        outcome.complete(executor.execute(context));
      } catch (Throwable thrown) {
        outcome.completeExceptionally(thrown);
      }
    });
  }

  /**
   * Starts an execution.
   *
   * @param executor the executor
   * @param context the attempt
   * @return the running execution
   */
  public static AttemptRun start(TaskExecutor executor, FakeAttemptContext context) {
    AttemptRun run = new AttemptRun(executor, context);
    run.thread.start();
    return run;
  }

  /**
   * Ends the attempt as the runtime does: its child politely, then hard; without a child its thread is interrupted.
   *
   * @param cause why
   */
  public void end(EndCause cause) {
    if (!context.end(cause)) {
      interrupt();
    }
  }

  /** Interrupts the executor's thread: what a server does that stops but leaves its children running. */
  public void interrupt() {
    thread.interrupt();
  }

  /**
   * Waits for the outcome.
   *
   * @param patience how long
   * @return the outcome
   * @throws ExecutionException with what {@code execute} threw
   * @throws TimeoutException if it has not returned by then
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public AttemptOutcome outcome(Duration patience) throws ExecutionException, TimeoutException, InterruptedException {
    return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    interrupt();
    context.close();
  }
}
