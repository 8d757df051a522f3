package dev.claudeworker.worker;

import dev.claudeworker.process.ProcessRequest;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The child of an adopted attempt, as long as its executor has not looked for it. If the executor never does, because it failed before,
 * closing this ends the child: nobody else would, and the next attempt would work beside it.
 *
 * @param attempt the attempt, adopted or not
 * @param services finds children
 */
record UntakenChild(ActiveAttempt attempt, AttemptServices services) implements AutoCloseable {

  /** An adoption starts nothing. */
  private static final ProcessSpec NOTHING =
      new ProcessSpec(List.of("true"), Path.of("/"), Map.of(), "", Duration.ZERO);

  @Override
  public void close() {
    if (!isLeft()) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      ChildProcess child = services.processes().open(request());
      child.end(EndCause.EXECUTOR);
      child.waitFor();
    } catch (ProcessStartException _) {
      // Then there is nothing to end.
    } catch (InterruptedException _) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isLeft() {
    return attempt.adopted() && !attempt.control().hasChild() && attempt.childGone().isEmpty()
        && !attempt.control().isDetached();
  }

  private ProcessRequest request() {
    var begun = attempt.claimed().attempt();
    Path directory = services.directories().attempt(attempt.task(), begun.number());
    return new ProcessRequest(directory, begun.uuid(), NOTHING, true, services.limits());
  }
}
