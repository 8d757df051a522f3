package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EndingIT {

  private static final Duration LONG = Duration.ofMinutes(5);

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
  void aPoliteChildEndsAtOnceAndMayTidyUp() throws Exception {
    var child = ready("trap 'echo bye; exit 4' TERM; echo ready; while :; do sleep 0.01; done");

    child.end(EndCause.TIMEOUT, LONG);

    var exit = child.waitFor();
    assertThat(exit.code()).hasValue(4);
    assertThat(exit.endedBy()).contains(EndCause.TIMEOUT);
    assertThat(Workshop.text(child)).isEqualTo("ready\nbye\n");
  }

  @Test
  void aStubbornChildIsKilledAfterTheGracePeriodAndItsStatusKept() throws Exception {
    var child = ready("trap '' TERM; echo ready; while :; do sleep 0.01; done");
    long start = System.nanoTime();

    child.end(EndCause.CANCELLED);

    assertThat(child.waitFor().code()).hasValue(137);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    assertThat(workshop.living(place)).isEmpty();
  }

  @Test
  void aLaterCallWithoutGraceOvertakesAnEarlierOne() throws Exception {
    var child = ready("trap '' TERM; echo ready; while :; do sleep 0.01; done");

    child.end(EndCause.CANCELLED, LONG);
    child.end(EndCause.TIMEOUT, Duration.ZERO);

    var exit = child.waitFor();
    assertThat(exit.code()).hasValue(137);
    assertThat(exit.endedBy()).as("the first cause stays").contains(EndCause.CANCELLED);
  }

  @Test
  void endingTwiceAndAfterTheEndChangesNothing() throws Exception {
    var child = workshop.start(place, "exit 3");
    assertThat(child.waitFor().code()).hasValue(3);

    child.end(EndCause.CANCELLED);
    child.end(EndCause.CANCELLED);

    assertThat(child.waitFor().code()).hasValue(3);
    assertThat(child.waitFor().endedBy()).isEmpty();
  }

  @Test
  void theWholeTreeIsEndedWhateverItDidToHide() throws Exception {
    var child = ready("""
        trap '' TERM
        sleep 301 &
        sh -c 'trap "" TERM; sleep 302; sleep 302' &
        setsid nohup sleep 303 >/dev/null 2>&1 &
        setsid sh -c 'trap "" TERM; setsid sleep 304 & sleep 304; sleep 304' &
        env -i sleep 305 &
        (sleep 306 &)
        while [ "$(ps -eo args | grep -c '^sleep 30[1-6]$')" -lt 7 ]; do sleep 0.01; done
        echo ready
        while :; do sleep 0.01; done
        """);
    assertThat(sleepers()).hasSize(7);

    child.end(EndCause.CANCELLED);

    assertThat(child.waitFor().code()).hasValue(137);
    assertThat(sleepers()).isEmpty();
    assertThat(workshop.living(place)).isEmpty();
  }

  @Test
  void stubbornProcessesLeftBehindAreKilledAndCounted() throws Exception {
    var exit = workshop.start(
        place,
        "for i in 1 2 3; do setsid sh -c 'trap \"\" TERM; while :; do sleep 0.01; done' & done; sleep 0.2; exit 0")
        .waitFor();

    assertThat(exit.code()).hasValue(0);
    assertThat(exit.stragglers()).isGreaterThanOrEqualTo(3);
    assertThat(workshop.living(place)).isEmpty();
  }

  @Test
  void aProcessJustLeavingWhenTheChildEndsIsStillFound() throws Exception {
    for (int i = 0; i < 20; i++) {
      var fleeting = workshop.attempt();
      var exit = workshop.start(fleeting, "setsid setsid env A=b setsid sleep 300 >/dev/null & exit 0").waitFor();
      assertThat(exit.code()).hasValue(0);
      assertThat(workshop.living(fleeting)).isEmpty();
    }
  }

  @Test
  void aProcessWithALargeEnvironmentIsFound() throws Exception {
    var exit = workshop.start(place, """
        setsid env -i LARGE="$(head -c 100000 /dev/zero | tr '\\0' x)" \
            CLAUDE_WORKER_ATTEMPT="$CLAUDE_WORKER_ATTEMPT" /bin/sleep 300 >/dev/null &
        sleep 0.2
        """).waitFor();

    assertThat(exit.stragglers()).isEqualTo(1);
    assertThat(workshop.living(place)).isEmpty();
  }

  @Test
  void aChildThatIsJustStartingIsAskedPolitely() throws Exception {
    for (int i = 0; i < 30; i++) {
      var child = workshop.start(workshop.attempt(), "sleep 300");

      child.end(EndCause.CANCELLED, LONG);

      assertThat(child.waitFor().code()).hasValue(143);
    }
  }

  @Test
  void aStoppedTreeIsEndedToo() throws Exception {
    var child = ready("echo ready; kill -STOP -$PPID; sleep 300");
    await().atMost(Duration.ofSeconds(5)).until(() -> workshop.table.find(child.pid()).orElseThrow().state() == 'T');

    child.end(EndCause.CANCELLED);

    var exit = child.waitFor();
    assertThat(exit.code()).as("its stopped shell had to be killed as well").isEmpty();
    assertThat(exit.endedBy()).contains(EndCause.CANCELLED);
    assertThat(workshop.living(place)).isEmpty();
  }

  /** /dev/full answers every write with "no space left on device". */
  @Test
  void aFullDiskDelaysTheStatusUntilThereIsRoom() throws Exception {
    var child = endedWithItsStatusGoingTo(Path.of("/dev/full"));
    assertThat(workshop.living(place)).contains(child.pid());

    Files.delete(place.files().exit());

    assertThat(child.waitFor().code()).hasValue(6);
  }

  @Test
  void aShellThatCannotWriteTheStatusCanBeEnded() throws Exception {
    var child = endedWithItsStatusGoingTo(home.resolve("absent/exit"));

    child.end(EndCause.CANCELLED);

    assertThat(child.waitFor().code()).isEmpty();
    assertThat(child.waitFor().endedBy()).contains(EndCause.CANCELLED);
    assertThat(workshop.living(place)).isEmpty();
  }

  private ChildProcess endedWithItsStatusGoingTo(Path target) throws Exception {
    Files.createSymbolicLink(place.files().exit(), target);
    var child = workshop.start(place, "exit 6");
    await().atMost(Duration.ofSeconds(5)).until(() -> Files.exists(place.files().times()));
    return child;
  }

  @Test
  void aChildWhoseShellWasKilledIsEnded() throws Exception {
    var child = ready("sleep 300 & setsid sleep 300 & echo ready; wait");

    ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();

    var exit = child.waitFor();
    assertThat(exit.code()).isEmpty();
    assertThat(exit.endedBy()).isEmpty();
    assertThat(exit.stragglers()).isEqualTo(3);
    assertThat(workshop.living(place)).isEmpty();
  }

  private ChildProcess ready(String script) throws Exception {
    var child = workshop.start(place, script);
    try (var stdout = child.stdout()) {
      assertThat(new String(stdout.readNBytes(6))).isEqualTo("ready\n");
    }
    return child;
  }

  private java.util.List<String> sleepers() throws Exception {
    var ps = new ProcessBuilder("ps", "-eo", "args").start();
    try (var lines = ps.inputReader()) {
      return lines.lines().filter(line -> line.matches("sleep 30[1-6]")).toList();
    }
  }
}
