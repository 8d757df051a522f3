package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import dev.claudeworker.spi.task.AttemptOutcome;
import org.junit.jupiter.api.Test;

class StartFailuresTest {

  @Test
  void whereTheMachineHasNoRoomTheTaskWaits() {
    assertThat(StartFailures.outcome(new ProcessStartException(Reason.RESOURCES, "no space left")))
        .isEqualTo(AttemptOutcome.Suspended.noRoom("no space left"));
  }
}
