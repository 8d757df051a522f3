package dev.claudeworker.attempt;

import dev.claudeworker.spi.executor.AttemptLog;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an attempt's log. The file is made with the first line. After an adoption the executor tells everything again from
 * the start; as many of its lines as are there already are not written twice. A log that cannot be written is reported once
 * and never hinders the attempt.
 */
public final class AttemptLogFile implements AttemptLog, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AttemptLogFile.class);

  /** Makes the directory of the attempt and answers where the log is. */
  @FunctionalInterface
  public interface Place {

    /** The file, in an existing directory. */
    Path file() throws IOException;
  }

  private final Place place;
  private final InstantSource clock;
  private final AttemptSettings settings;

  /** Guards all fields below and the order of lines. */
  private final ReentrantLock lock = new ReentrantLock();

  private long skip;
  private long size;
  private boolean ended;
  private @Nullable OutputStream stream;

  /** A log that nothing has been written to by this server. */
  public AttemptLogFile(Place place, InstantSource clock, AttemptSettings settings) {
    this.place = place;
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public void summary(String line) {
    write(AttemptLogFormat.SUMMARY, line);
  }

  @Override
  public void detail(String line) {
    write(AttemptLogFormat.DETAIL, line);
  }

  /** A line of the runtime itself, which an adoption does not repeat. */
  public void runtime(String line) {
    write(AttemptLogFormat.RUNTIME, line);
  }

  /** Writes nothing any more. Closing twice is allowed. */
  @Override
  public void close() {
    lock.lock();
    try {
      ended = true;
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      report(e);
    } finally {
      lock.unlock();
    }
  }

  private void write(char kind, String text) {
    lock.lock();
    try {
      if (!ended) {
        append(kind, text);
      }
    } catch (IOException | RuntimeException e) {
      ended = true;
      report(e);
    } finally {
      lock.unlock();
    }
  }

  private void append(char kind, String text) throws IOException {
    OutputStream file = stream == null ? open() : stream;
    if (kind != AttemptLogFormat.RUNTIME && skip > 0) {
      skip--;
      return;
    }
    put(file, AttemptLogFormat.line(clock.instant(), kind, text, settings.maxLogLine()));
    if (size >= settings.maxLogBytes()) {
      ended = true;
      put(file, full());
    }
  }

  private String full() {
    String text = "The log has reached " + settings.maxLogBytes() + " bytes (attempt.max_log); the rest is left out.";
    return AttemptLogFormat.line(clock.instant(), AttemptLogFormat.RUNTIME, text, text.length());
  }

  private void put(OutputStream file, String line) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    size += bytes.length;
    file.write(bytes);
  }

  // A plain stream, because a channel would be closed by an interrupt, and ending an attempt interrupts its executor.
  private OutputStream open() throws IOException {
    Path path = place.file();
    if (Files.exists(path)) {
      var found = ExistingLog.repair(path);
      skip = found.executorLines();
      size = found.size();
      ended = size >= settings.maxLogBytes();
    } else {
      Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    var opened = new FileOutputStream(path.toFile(), true);
    stream = opened;
    return opened;
  }

  private void report(Exception e) {
    log.warn("An attempt's log cannot be written; the attempt goes on without it: {}", e.toString());
  }
}
