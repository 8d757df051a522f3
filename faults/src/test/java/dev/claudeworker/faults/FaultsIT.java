package dev.claudeworker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.torture.program.Installation;
import dev.claudeworker.torture.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short, representative part of what {@code faults/run} does. */
class FaultsIT {

  @TempDir
  private Path scratch;

  @Test
  void everyPromiseIsKeptWhileTheServerIsKilledAndTheMachineLost() throws Exception {
    var program = new Installation(unpack(), Path.of("off"));
    Path folder = Files.createDirectory(scratch.resolve("run"));
    Outcome outcome = Kills.mixed(new Stage(program, folder, Scenario.H2, Optional.empty(), 1));
    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.faults()).isEqualTo(4);
    assertThat(outcome.children()).isPositive();
  }

  private Path unpack() throws IOException, InterruptedException {
    Path archive = Path.of(System.getProperty("distribution.archive"));
    assertThat(archive).as("./check builds it").isRegularFile();
    Path folder = Files.createDirectory(scratch.resolve("program"));
    assertThat(new ProcessBuilder(List.of("tar", "-xzf", archive.toString(), "-C", folder.toString())).inheritIO()
        .start()
        .waitFor()).isZero();
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findFirst().orElseThrow();
    }
  }
}
