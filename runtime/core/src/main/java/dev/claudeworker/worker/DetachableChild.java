package dev.claudeworker.worker;

import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import java.io.InputStream;
import java.time.Duration;

/**
 * The child as its executor sees it. Once the server lets go of the attempt, the executor's attempts to end the child (the
 * usual answer to an interrupt) do nothing.
 */
record DetachableChild(ChildProcess child, AttemptControl control) implements ChildProcess {

  @Override
  public long pid() {
    return child.pid();
  }

  @Override
  public boolean adopted() {
    return child.adopted();
  }

  @Override
  public InputStream stdout() {
    return child.stdout();
  }

  @Override
  public InputStream stderr() {
    return child.stderr();
  }

  @Override
  public ChildExit waitFor() throws InterruptedException {
    return child.waitFor();
  }

  @Override
  public void end(EndCause cause) {
    if (!control.isDetached()) {
      child.end(cause);
    }
  }

  @Override
  public void end(EndCause cause, Duration grace) {
    if (!control.isDetached()) {
      child.end(cause, grace);
    }
  }
}
