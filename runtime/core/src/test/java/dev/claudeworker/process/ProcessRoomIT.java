package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ProcessRoomIT {

  @TempDir
  Path home;

  private Workshop workshop;

  @BeforeEach
  void openWorkshop() throws Exception {
    workshop = new Workshop(home);
  }

  @AfterEach
  void closeWorkshop() {
    workshop.close();
  }

  @Test
  void tellsTheExitStatusOfAChild() throws Exception {
    assertThat(workshop.run("exit 0").code()).isEqualTo(OptionalInt.of(0));
    assertThat(workshop.run("exit 7").code()).isEqualTo(OptionalInt.of(7));
    assertThat(workshop.run("kill -KILL $$").code()).isEqualTo(OptionalInt.of(137));
    assertThat(workshop.run("kill -TERM $$").code()).isEqualTo(OptionalInt.of(143));
  }

  @Test
  void handsOverInputAndReadsBothOutputs() throws Exception {
    var place = workshop.attempt();
    var spec = new ProcessSpec(
        List.of("sh", "-c", "cat; echo oops >&2"), Path.of("/"), Map.of("PATH", "/usr/bin:/bin"), "größer\n",
        Duration.ZERO);

    var child = workshop.room.open(workshop.request(place, spec, false));

    assertThat(new String(child.stdout().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("größer\n");
    assertThat(new String(child.stderr().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("oops\n");
    assertThat(child.waitFor().code()).hasValue(0);
    assertThat(place.files().stdin()).doesNotExist();
  }

  @Test
  void keepsTheInputToTheOwnerWhileItIsThere() throws Exception {
    var place = workshop.attempt();
    var spec = new ProcessSpec(
        List.of("sh", "-c", "cat >/dev/null; sleep 30"), Path.of("/"), Map.of("PATH", "/usr/bin:/bin"), "secret",
        Duration.ZERO);

    var child = workshop.room.open(workshop.request(place, spec, false));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.files().stdin())))
        .isEqualTo("rw-------");
    child.end(EndCause.CANCELLED);
    var exit = child.waitFor();
    assertThat(exit.endedBy()).contains(EndCause.CANCELLED);
    assertThat(exit.code()).hasValue(143);
    assertThat(place.files().stdin()).doesNotExist();
  }

  @Test
  void endsWhatAChildLeftBehindInASessionOfItsOwn() throws Exception {
    var place = workshop.attempt();
    var exit = workshop.start(place, "setsid nohup sleep 300 >/dev/null 2>&1 & exit 0").waitFor();

    assertThat(exit.code()).hasValue(0);
    assertThat(exit.stragglers()).isEqualTo(1);
    assertThat(workshop.living(place)).isEmpty();
  }
}
