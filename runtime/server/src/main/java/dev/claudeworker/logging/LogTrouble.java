package dev.claudeworker.logging;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says once, where it can still be seen, that the log cannot be written. The server and its tasks go on without it. */
final class LogTrouble implements StatusListener {

  private final Path file;
  private final PrintStream err;
  private final AtomicBoolean said = new AtomicBoolean();

  LogTrouble(Path file, PrintStream err) {
    this.file = file;
    this.err = err;
  }

  @Override
  public void addStatusEvent(Status status) {
    Throwable cause = status.getThrowable();
    if (status.getEffectiveLevel() >= Status.ERROR) {
      say(cause == null ? status.getMessage() : String.valueOf(cause.getMessage()));
    }
  }

  void say(String why) {
    if (said.compareAndSet(false, true)) {
      err.println("claude-worker: the log " + file + " cannot be written: " + why);
      err.println("Tasks are not affected. Check the disk and who may write there, or choose another folder with"
          + " log.directory (CLAUDE_WORKER_LOG_DIR).");
    }
  }
}
