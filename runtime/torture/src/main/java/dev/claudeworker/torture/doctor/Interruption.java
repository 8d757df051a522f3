package dev.claudeworker.torture.doctor;

import dev.claudeworker.tool.TrialPlace;
import dev.claudeworker.torture.program.Processes;
import dev.claudeworker.torture.program.ScratchFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sees to it that everything is removed when the process is asked to end, by Ctrl+C for example. Closed after all that is. */
final class Interruption implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 15;

  private final Thread working = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cleanUp, "torture-clean-up");
  private volatile Optional<TrialPlace> place = Optional.empty();
  private volatile Optional<ScratchFolder> scratch = Optional.empty();

  private Interruption() {}

  /** From now on, until it is closed. */
  static Interruption awaited() {
    var interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  TrialPlace removing(TrialPlace made) {
    place = Optional.of(made);
    return made;
  }

  ScratchFolder removing(ScratchFolder made) {
    scratch = Optional.of(made);
    return made;
  }

  /** First the run is told, or it would start the next server; then its processes end, so that it has nothing to wait for. */
  private void cleanUp() {
    try {
      working.interrupt();
      scratch.ifPresent(folder -> Processes.kill(folder.path()));
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        remove();
      }
    } catch (IOException | RuntimeException failed) {
      System.err.println("claude-worker: " + failed.getMessage());
    } catch (InterruptedException _) {
      System.err.println("claude-worker: the scratch place is left behind");
    }
  }

  private void remove() throws IOException {
    if (scratch.isPresent()) {
      scratch.get().close();
    }
    if (place.isPresent()) {
      place.get().close();
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending: the hook was waiting for this.
    }
  }
}
