package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import java.io.InputStream;
import java.time.Duration;

/** A child that an earlier run of the server started. */
record AdoptedChild(ChildProcess child) implements ChildProcess {

  @Override
  public long pid() {
    return child.pid();
  }

  @Override
  public boolean adopted() {
    return true;
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
    child.end(cause);
  }

  @Override
  public void end(EndCause cause, Duration grace) {
    child.end(cause, grace);
  }
}
