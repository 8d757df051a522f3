package dev.claudeworker.torture.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps it from trying anything. A whole run is in the tests of the unpacked program. */
class TortureToolTest {

  @TempDir
  private Path directory;

  private String undecided(Map<String, String> environment, Path processes, String... words) {
    var out = new StringWriter();
    int exitCode = new TortureTool(environment, processes)
        .run(new PrintWriter(out), new PrintWriter(new StringWriter()), words);
    assertThat(exitCode).isEqualTo(TortureTool.UNDECIDED);
    assertThat(directory).as("nothing was made").isEmptyDirectory();
    return out.toString();
  }

  private Map<String, String> environment() {
    return Map.of("CLAUDE_WORKER_HOME", directory.resolve("home").toString(), "CLAUDE_WORKER_INSTALL_DIR",
        directory.resolve("app").toString());
  }

  @Test
  void systemWithoutProcIsRefused() {
    assertThat(undecided(environment(), directory.resolve("no-proc"), "1")).contains("needs Linux");
  }

  @Test
  void withoutAnInstallationNothingCanBeStarted() {
    assertThat(undecided(Map.of("CLAUDE_WORKER_HOME", directory.resolve("home").toString()), directory, "1"))
        .contains("installed", "claude-worker script");
  }

  @Test
  void wrongConfigurationIsTold() {
    Map<String, String> environment = Map.of("CLAUDE_WORKER_HOME", directory.resolve("home").toString(),
        "CLAUDE_WORKER_INSTALL_DIR", directory.toString(), "CLAUDE_WORKER_WORKER_MAX_WORKERS", "many");
    assertThat(undecided(environment, directory, "1")).contains("configuration is wrong", "max_workers");
  }

  @Test
  void littleRoomIsRefusedAndEnoughIsNot() {
    assertThatThrownBy(() -> TortureTool.requireRoom(TortureTool.LEAST_ROOM - 1, directory))
        .hasMessageContaining("255 MB are free")
        .hasMessageContaining("256 MB are needed");
    assertThatCode(() -> TortureTool.requireRoom(TortureTool.LEAST_ROOM, directory)).doesNotThrowAnyException();
  }

  @Test
  void syncsOfADiskAreMeasured() throws Exception {
    Latencies found = SyncProbe.measure(directory, java.time.Duration.ofMillis(50));
    assertThat(found.nanos()).isNotEmpty().isSorted();
    assertThat(Files.size(directory.resolve("sync-probe"))).isGreaterThan(4_096);
  }
}
