package dev.claudeworker.outcome;

import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.WaitCondition;
import java.util.Optional;

/** How an attempt really ended, after the executor's word was weighed against what the runtime knows. */
sealed interface Verdict {

  /** It produced a result. */
  record Completed(TaskResult result) implements Verdict {}

  /** It failed and counts. */
  record Failed(Failure failure) implements Verdict {}

  /** It was cancelled. */
  record Cancelled(String reason) implements Verdict {}

  /** It waits for something. */
  record Suspended(WaitCondition condition, Optional<GateScope> closes) implements Verdict {}

  /** Nobody knows how it ended. */
  record Lost(String reason) implements Verdict {}

  /** It is given back as if it had not been begun. */
  record Released(String reason) implements Verdict {}
}
