package dev.claudeworker;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.Usage;
import java.util.concurrent.Semaphore;

/** Does what the prompt says: "fail ..." fails, "hold ..." waits until it is released or ended, all else completes. */
final class ObedientExecutor implements TaskExecutor {

  static final String NAME = "obedient";

  static final ConfigSchema OPTIONS = ConfigSchema.of(
      ConfigKey.optional("max_turns", ConfigType.INTEGER, "How many turns.").between(1, 10));

  private final Semaphore releases = new Semaphore(0);

  /** Lets one held attempt complete. */
  void release() {
    releases.release();
  }

  @Override
  public AttemptOutcome execute(AttemptContext context) throws InterruptedException {
    String prompt = context.input().prompt();
    context.log().summary("begins " + prompt);
    context.log().detail("thinks");
    if (prompt.startsWith("hold")) {
      context.saveResumeReference("session-of-" + context.task().id());
      releases.acquire();
    }
    if (prompt.startsWith("fail")) {
      return new AttemptOutcome.Failed(
          new Failure(ErrorCode.user("told_to_fail"), "it was told to", "Tell it otherwise.", JsonObject.EMPTY),
          Usage.NONE);
    }
    String more = context.continuation().flatMap(continued -> continued.text()).map(text -> " + " + text).orElse("");
    return new AttemptOutcome.Completed(new TaskResult("did " + prompt + more, 0, JsonObject.EMPTY), Usage.NONE);
  }
}
