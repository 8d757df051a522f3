package dev.claudeworker.plugin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import dev.claudeworker.spi.task.AttemptOutcome;
import org.junit.jupiter.api.Test;

class ExitJudgeTest {

  @Test
  void whereTheMachineHasNoRoomTheTaskWaits() {
    assertThat(ExitJudge.notStarted(new ProcessStartException(Reason.RESOURCES, "no space left")))
        .isEqualTo(AttemptOutcome.Suspended.noRoom("no space left"));
  }
}
