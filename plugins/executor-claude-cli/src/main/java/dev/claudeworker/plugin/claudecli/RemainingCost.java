package dev.claudeworker.plugin.claudecli;

import dev.claudeworker.spi.task.Task;
import java.math.BigDecimal;
import java.util.Optional;

/** What a task may still spend. The program's own limit counts one run, a task's limit counts all of them. */
final class RemainingCost {

  private RemainingCost() {}

  static Optional<BigDecimal> of(Task task) {
    BigDecimal spent = BigDecimal.valueOf(task.state().usage().costMicrosUsd(), 6);
    return task.settings().maxCostUsd().map(limit -> limit.subtract(spent));
  }
}
