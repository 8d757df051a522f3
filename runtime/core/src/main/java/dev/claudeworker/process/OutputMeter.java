package dev.claudeworker.process;

import java.io.File;
import java.time.Duration;

/** Measures how much a child has written, and for how long it has written nothing. Used by one thread. */
final class OutputMeter {

  /** What a measurement found. */
  enum Finding {
    SILENT,
    GROWN,
    /** The attempt's directory was deleted by hand. */
    VANISHED
  }

  private final File directory;
  private final File stdout;
  private final File stderr;
  private long stdoutBytes;
  private long stderrBytes;
  private long lastStdoutNanos = System.nanoTime();

  OutputMeter(AttemptFiles files) {
    this.directory = files.directory().toFile();
    this.stdout = files.stdout().toFile();
    this.stderr = files.stderr().toFile();
  }

  Finding measure() {
    long out = stdout.length();
    long err = stderr.length();
    if (out == 0 && err == 0 && !directory.isDirectory()) {
      return Finding.VANISHED;
    }
    boolean grown = out != stdoutBytes || err != stderrBytes;
    if (out != stdoutBytes) {
      lastStdoutNanos = System.nanoTime();
    }
    stdoutBytes = out;
    stderrBytes = err;
    return grown ? Finding.GROWN : Finding.SILENT;
  }

  long totalBytes() {
    return stdoutBytes + stderrBytes;
  }

  Duration stdoutSilence() {
    return Duration.ofNanos(System.nanoTime() - lastStdoutNanos);
  }
}
