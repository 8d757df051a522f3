package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WatchIT {

  @TempDir
  Path home;

  private Workshop workshop;
  private Workshop.Place place;

  @BeforeEach
  void openWorkshop() throws Exception {
    workshop = new Workshop(home);
    place = workshop.attempt();
  }

  @AfterEach
  void closeWorkshop() {
    workshop.close();
  }

  @Test
  void aSilentChildIsEnded() throws Exception {
    var exit = workshop.room.open(silent("echo once; while :; do echo noise >&2; sleep 0.05; done")).waitFor();

    assertThat(exit.endedBy()).contains(EndCause.SILENCE);
    assertThat(exit.code()).hasValue(143);
  }

  @Test
  void aChildThatKeepsTalkingIsNotSilent() throws Exception {
    var exit = workshop.room.open(silent("for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.1; done")).waitFor();

    assertThat(exit.endedBy()).isEmpty();
    assertThat(exit.code()).hasValue(0);
  }

  @Test
  void aFloodIsEndedAtTheLimit() throws Exception {
    var limits = new ProcessLimits(Duration.ofMillis(300), 1 << 20);
    var child = workshop.room.open(new ProcessRequest(
        place.directory(), place.id(), Workshop.script("while :; do echo out; echo err >&2; done"), false, limits));

    var exit = child.waitFor();

    assertThat(exit.endedBy()).contains(EndCause.OUTPUT_LIMIT);
    assertThat(Files.size(place.files().stdout()) + Files.size(place.files().stderr())).isGreaterThan(1 << 20);
  }

  @Test
  void outputOfExactlyTheLimitIsAllowed() throws Exception {
    var limits = new ProcessLimits(Duration.ofMillis(300), 1000);
    var child = workshop.room.open(new ProcessRequest(
        place.directory(), place.id(), Workshop.script("printf %1000s x; sleep 0.2"), false, limits));

    assertThat(child.waitFor().endedBy()).isEmpty();
  }

  @Test
  void aChildWhoseDirectoryWasDeletedIsEnded() throws Exception {
    var child = workshop.start(place, "while :; do echo more; sleep 0.01; done");
    await().atMost(Duration.ofSeconds(5)).until(() -> Files.size(place.files().stdout()) > 0);

    deleteTree(place.directory());

    var exit = child.waitFor();
    assertThat(exit.code()).isEmpty();
    assertThat(exit.endedBy()).isEmpty();
    assertThat(workshop.living(place)).isEmpty();
    assertThatThrownBy(child::stdout).isInstanceOf(WorkerException.class)
        .hasMessageContaining("somebody deleted the attempt's directory");
  }

  @Test
  void seesThePeakOfAChildThatLivesForHalfASecond() throws Exception {
    String grow = "BEGIN { s = \"x\"; for (i = 0; i < 25; i++) s = s s; system(\"sleep 0.3\") }";
    var spec =
        new ProcessSpec(List.of("awk", grow), home, Map.of("PATH", "/usr/bin:/bin"), "", Duration.ZERO);
    var exit = workshop.room.open(workshop.request(place, spec, false)).waitFor();

    assertThat(exit.peakMemoryBytes()).isGreaterThan(1L << 25);
  }

  @Test
  void measuresProcessorTimeAndMemory() throws Exception {
    var exit = workshop.start(
        place,
        "x=$(head -c 20000000 /dev/zero | tr '\\0' x); i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; sleep 0.2")
        .waitFor();

    assertThat(exit.cpuTime()).isBetween(Duration.ofMillis(20), Duration.ofSeconds(20));
    assertThat(exit.peakMemoryBytes()).isBetween(500_000L, 2_000_000_000L);
  }

  @Test
  void nothingWatchesWhenNothingRuns() throws Exception {
    workshop.start(place, "exit 0").waitFor();
    long before = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();

    Thread.sleep(1000);

    assertThat(ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() - before).isLessThan(100);
  }

  private ProcessRequest silent(String script) {
    var spec = new ProcessSpec(
        List.of("/bin/sh", "-c", script), home, Map.of("PATH", "/usr/bin:/bin"), "", Duration.ofMillis(400));
    return workshop.request(place, spec, false);
  }

  private static void deleteTree(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> {
        try {
          Files.delete(file);
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      });
    }
  }
}
