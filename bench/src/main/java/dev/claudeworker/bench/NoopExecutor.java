package dev.claudeworker.bench;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.Usage;

/** Completes at once, so that only the queue itself is measured. */
final class NoopExecutor implements TaskExecutor {

  static final String NAME = "noop";

  private static final AttemptOutcome DONE =
      new AttemptOutcome.Completed(new TaskResult("done", 0, JsonObject.EMPTY), Usage.NONE);

  @Override
  public AttemptOutcome execute(AttemptContext context) {
    return DONE;
  }
}
