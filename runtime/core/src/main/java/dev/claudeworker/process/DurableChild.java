package dev.claudeworker.process;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A child as its executor sees it. What happens to it is told by its {@link ChildWatch}. */
final class DurableChild implements ChildProcess {

  private static final ErrorCode OUTPUT_GONE = ErrorCode.resources("attempt_output_gone");

  private final long pid;
  private final boolean adopted;
  private final AttemptFiles files;
  private final ChildEnder ender;
  private final Duration gracePeriod;
  private final OutputSignal signal = new OutputSignal();
  private final AtomicReference<@Nullable EndCause> endCause = new AtomicReference<>();
  private final CompletableFuture<ChildExit> exit = new CompletableFuture<>();

  DurableChild(long pid, boolean adopted, AttemptFiles files, ChildEnder ender, Duration gracePeriod) {
    this.pid = pid;
    this.adopted = adopted;
    this.files = files;
    this.ender = ender;
    this.gracePeriod = gracePeriod;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public boolean adopted() {
    return adopted;
  }

  @Override
  public InputStream stdout() {
    return follow(files.stdout());
  }

  @Override
  public InputStream stderr() {
    return follow(files.stderr());
  }

  @Override
  public ChildExit waitFor() throws InterruptedException {
    try {
      return exit.get();
    } catch (CancellationException abandoned) {
      throw new InterruptedException("the child " + pid + " is no longer watched; it goes on");
    } catch (ExecutionException fault) {
      throw new IllegalStateException("the watch over the child " + pid + " failed", fault.getCause());
    }
  }

  @Override
  public void end(EndCause cause) {
    end(cause, gracePeriod);
  }

  @Override
  public void end(EndCause cause, Duration grace) {
    endCause.compareAndSet(null, cause);
    ender.end(grace);
  }

  Optional<EndCause> endCause() {
    return Optional.ofNullable(endCause.get());
  }

  void outputGrew() {
    signal.raise();
  }

  /** False while it runs, and when nobody watches it any more. */
  boolean hasEnded() {
    return exit.isDone() && !exit.isCompletedExceptionally();
  }

  void complete(ChildExit how) {
    signal.raise(OutputSignal.State.COMPLETE);
    exit.complete(how);
  }

  void fail(Throwable fault) {
    signal.raise(OutputSignal.State.ABANDONED);
    exit.completeExceptionally(fault);
  }

  void abandon() {
    signal.raise(OutputSignal.State.ABANDONED);
    exit.cancel(false);
  }

  private InputStream follow(Path file) {
    try {
      return new FollowingStream(file, signal);
    } catch (IOException gone) {
      throw new WorkerException(
          OUTPUT_GONE,
          "The output of the attempt cannot be read: " + file
              + " is gone or not readable any more, for example because somebody deleted the attempt's directory.",
          "Retry the task. What has ended is deleted with 'claude-worker delete'; leave the folder attempts in the home alone.",
          gone);
    }
  }
}
