package dev.claudeworker.faults.soak.plugin;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.Usage;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/** Writes a line in one append, waits if the task says so, and completes. A channel would be closed by the first interruption. */
final class StampExecutor implements TaskExecutor {

  private static final AttemptOutcome DONE =
      new AttemptOutcome.Completed(new TaskResult("done", 0, JsonObject.EMPTY), Usage.NONE);

  private final OutputStream file;
  private final InstantSource clock;

  private StampExecutor(OutputStream file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  static StampExecutor writingTo(Path path, InstantSource clock) {
    try {
      return new StampExecutor(new FileOutputStream(path.toFile(), true), clock);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public AttemptOutcome execute(AttemptContext context) throws InterruptedException {
    String line = context.task().id().value() + "\t" + clock.millis() + "\n";
    try {
      file.write(line.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException failed) {
      throw new UncheckedIOException("an attempt could not be written down", failed);
    }
    long millis = context.options().integer(StampPlugin.MILLIS.name()).orElseThrow();
    if (millis > 0) {
      Thread.sleep(millis);
    }
    return DONE;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
