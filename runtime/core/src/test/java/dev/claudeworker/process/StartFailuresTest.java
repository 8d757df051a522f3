package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartFailuresTest {

  private static final ProcessSpec GOOD =
      new ProcessSpec(List.of("/bin/sh"), Path.of("/"), Map.of(), "", Duration.ZERO);

  @Test
  void findsTheErrorNumberInTheWordingsOfTheJdk() {
    assertThat(
        StartFailures.errorNumber(new IOException("Cannot run program \"x\" (in directory \"y\"): error=7, Argument"
            + " list too long")))
        .isEqualTo(7);
    assertThat(StartFailures.errorNumber(new IOException("posix_spawn failed, error: 11 (Resource temporarily"
        + " unavailable)"))).isEqualTo(11);
    assertThat(
        StartFailures.errorNumber(new IOException("Cannot run", new IOException("error=24, Too many open files"))))
        .isEqualTo(24);
    assertThat(StartFailures.errorNumber(new IOException("invalid null character in command"))).isZero();
  }

  @Test
  void tellsLackOfRoomFromAllElse() {
    for (int number : new int[] {11, 35, 12, 23, 24, 28}) {
      assertThat(reason("error=" + number)).as("" + number).isEqualTo(Reason.RESOURCES);
    }
    for (int number : new int[] {1, 2, 7, 13, 22}) {
      assertThat(reason("error=" + number)).as("" + number).isEqualTo(Reason.OTHER);
    }
  }

  @Test
  void seesThatTheDirectoryOrProgramWentAwayMeanwhile() {
    var nowhere = new ProcessSpec(List.of("/bin/sh"), Path.of("/absent"), Map.of(), "", Duration.ZERO);
    var nothing = new ProcessSpec(List.of("/absent"), Path.of("/"), Map.of(), "", Duration.ZERO);

    assertThat(StartFailures.ofStart(new IOException("error=2"), nowhere).reason()).isEqualTo(Reason.BAD_DIRECTORY);
    assertThat(StartFailures.ofStart(new IOException("error=2"), nothing).reason()).isEqualTo(Reason.PROGRAM_NOT_FOUND);
  }

  private static Reason reason(String message) {
    return StartFailures.ofStart(new IOException(message), GOOD).reason();
  }
}
