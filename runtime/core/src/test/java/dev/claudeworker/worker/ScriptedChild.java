package dev.claudeworker.worker;

import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

/** A child that runs until it is told to exit, or until it is ended if it obeys. */
final class ScriptedChild implements ChildProcess {

  private final CompletableFuture<ChildExit> exit = new CompletableFuture<>();
  private final List<Duration> graces = new CopyOnWriteArrayList<>();
  private final boolean obeys;

  ScriptedChild(boolean obeys) {
    this.obeys = obeys;
  }

  void exits(int code) {
    exit.complete(new ChildExit(OptionalInt.of(code), Optional.empty(), Duration.ZERO, 0, 0));
  }

  /** The grace of each request to end. */
  List<Duration> graces() {
    return graces;
  }

  @Override
  public long pid() {
    return 1;
  }

  @Override
  public boolean adopted() {
    return false;
  }

  @Override
  public InputStream stdout() {
    return InputStream.nullInputStream();
  }

  @Override
  public InputStream stderr() {
    return InputStream.nullInputStream();
  }

  @Override
  public ChildExit waitFor() throws InterruptedException {
    try {
      return exit.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void end(EndCause cause) {
    end(cause, Duration.ofSeconds(10));
  }

  @Override
  public void end(EndCause cause, Duration grace) {
    graces.add(grace);
    if (obeys) {
      exit.complete(new ChildExit(OptionalInt.of(143), Optional.of(cause), Duration.ZERO, 0, 0));
    }
  }
}
