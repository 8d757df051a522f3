package dev.claudeworker.outcome;

import dev.claudeworker.retry.CircuitBreaker.Signal;
import dev.claudeworker.spi.storage.AttemptEnd;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.TaskMove;
import java.util.List;

/**
 * What follows from the end of an attempt.
 *
 * @param end the attempt's end
 * @param move the task's move
 * @param gates gates to close with it
 * @param signal what it says about the service it used
 */
public record Decision(AttemptEnd end, TaskMove move, List<GateChange> gates, Signal signal) {

  /** Copies the list. */
  public Decision {
    gates = List.copyOf(gates);
  }
}
