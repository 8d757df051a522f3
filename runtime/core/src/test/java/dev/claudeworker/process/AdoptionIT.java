package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AdoptionIT {

  /** Says something, waits until it is told to go on, says something else. */
  private static final String TWO_LINES = "cat; echo; while ! [ -e go ]; do sleep 0.2; done; echo more; exit 5";

  @TempDir
  Path home;

  private Workshop workshop;
  private final List<Process> strangers = new ArrayList<>();

  @BeforeEach
  void openWorkshop() throws Exception {
    workshop = new Workshop(home);
  }

  @AfterEach
  void closeWorkshop() {
    workshop.close();
    strangers.forEach(Process::destroyForcibly);
  }

  @Test
  void adoptsEveryChildOfAKilledServerAndReadsItsOutputAgain() throws Exception {
    var places = begunByAnEarlierServer(TWO_LINES, 50);

    var children = new ArrayList<ChildProcess>();
    for (var place : places) {
      children.add(workshop.adopt(place));
    }
    Files.createFile(home.resolve("go"));

    for (var child : children) {
      assertThat(child.adopted()).isTrue();
      assertThat(Workshop.text(child)).isEqualTo("input\nmore\n");
      var exit = child.waitFor();
      assertThat(exit.code()).hasValue(5);
      assertThat(exit.endedBy()).isEmpty();
      assertThat(exit.stragglers()).isZero();
    }
    assertThat(places).allSatisfy(place -> assertThat(place.files().stdin()).doesNotExist());
  }

  @Test
  void aChildThatEndedWhileNoServerWasThereTellsHow() throws Exception {
    var place = begunByAnEarlierServer("echo done; setsid sleep 300 & exit 3", 1).getFirst();
    await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(place.files().exit()));

    var child = workshop.adopt(place);

    assertThat(Workshop.text(child)).isEqualTo("done\n");
    assertThat(child.waitFor().code()).hasValue(3);
    assertThat(child.waitFor().stragglers()).isEqualTo(1);
    assertThat(workshop.living(place)).isEmpty();
    assertThat(place.files().stdin()).doesNotExist();
  }

  @Test
  void anAdoptedChildIsEndedWithItsTree() throws Exception {
    var place = begunByAnEarlierServer("trap '' TERM; setsid nohup sleep 300 & sleep 300", 1).getFirst();
    var child = workshop.adopt(place);

    child.end(EndCause.CANCELLED);

    var exit = child.waitFor();
    assertThat(exit.endedBy()).contains(EndCause.CANCELLED);
    assertThat(exit.code()).hasValue(137);
    assertThat(workshop.living(place)).isEmpty();
  }

  @Test
  void whatWasNeverStartedNeverStarts() throws Exception {
    var place = workshop.attempt();
    place.files().writeStdin("secret");

    assertRefused(place, Reason.NEVER_STARTED, "The server ended before it started the child; now it never starts.");
    assertRefused(place, Reason.NEVER_STARTED, "The server ended before it started the child; now it never starts.");

    assertThat(place.files().stdin()).doesNotExist();
    assertThat(runScript(place, "/usr/bin/touch", home.resolve("touched").toString())).isEqualTo(125);
    assertThat(home.resolve("touched")).doesNotExist();
  }

  @Test
  void aStartThatDiedBeforeItWroteItsPidIsLost() throws Exception {
    var place = workshop.attempt();
    Files.createFile(place.files().run());

    assertRefused(place, Reason.LOST, "The child is gone and left no exit status.");
  }

  @Test
  void waitsForThePidOfAChildThatIsJustStarting() throws Exception {
    var place = workshop.attempt();
    Files.createFile(place.files().run());
    var starting = stranger(place.id(), "read -r line </proc/$$/stat; sleep 0.2; echo \"$line\" >%s; exec sleep 300"
        .formatted(place.files().run()));

    var child = workshop.adopt(place);

    assertThat(child.pid()).isEqualTo(starting.pid());
    assertThat(child.adopted()).isTrue();
  }

  @Test
  void aStartThatNeverTellsItsPidIsEndedAndLost() throws Exception {
    var place = workshop.attempt();
    Files.createFile(place.files().run());
    stranger(place.id(), "exec sleep 300");

    assertRefused(
        place, Reason.LOST, "The child is gone and left no exit status; 1 processes that it left behind were ended.");

    assertThat(workshop.living(place)).isEmpty();
  }

  @Test
  void aChildWhoseShellWasKilledIsEndedAndLost() throws Exception {
    var place = begunByAnEarlierServer("sleep 300", 1).getFirst();
    long shell = pid(place);
    ProcessHandle.of(shell).orElseThrow().destroyForcibly();
    await().atMost(Duration.ofSeconds(10))
        .until(() -> workshop.table.find(shell).filter(entry -> !entry.dead()).isEmpty());

    assertThatThrownBy(() -> workshop.adopt(place))
        .isInstanceOfSatisfying(
            ProcessStartException.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.LOST));

    assertThat(workshop.living(place)).isEmpty();
  }

  @Test
  void aTornExitStatusIsNone() throws Exception {
    var place = begunByAnEarlierServer("exit 0", 1).getFirst();
    await().atMost(Duration.ofSeconds(10)).until(() -> workshop.living(place).isEmpty());
    Files.writeString(place.files().exit(), "0");

    assertRefused(place, Reason.LOST, "The child is gone and left no exit status.");
  }

  @Test
  void aZombieIsDead() throws Exception {
    var place = workshop.attempt();
    place.files().writeMachine(Machine.current());
    // The parent of the shell is a program that never asks for its children.
    var script = HomeScript.child(home).present();
    stranger(UUID.randomUUID(), "%s=%s setsid sh %s %s /bin/sleep 300 & exec sleep 300"
        .formatted(AttemptProcesses.TOKEN_VARIABLE, place.id(), script, place.directory()));
    await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(place.files().run()) && pid(place) > 0);
    long shell = pid(place);
    ProcessHandle.of(shell).orElseThrow().destroyForcibly();
    await().atMost(Duration.ofSeconds(10)).until(() -> workshop.table.find(shell).orElseThrow().state() == 'Z');

    assertThatThrownBy(() -> workshop.adopt(place))
        .isInstanceOfSatisfying(
            ProcessStartException.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.LOST));

    assertThat(workshop.living(place)).isEmpty();
  }

  @Test
  void aStrangerWithThePidOfTheChildIsLeftAlone() throws Exception {
    var place = workshop.attempt();
    place.files().writeMachine(Machine.current());
    var stranger = stranger(UUID.randomUUID(), "exec sleep 300");
    Files.writeString(place.files().run(), Files.readString(Path.of("/proc/" + stranger.pid() + "/stat")));

    assertRefused(place, Reason.LOST, "The child is gone and left no exit status.");

    assertThat(stranger.isAlive()).isTrue();
  }

  @Test
  void aLaterProcessOfTheAttemptWithThePidOfTheShellIsNotTheShell() throws Exception {
    var place = workshop.attempt();
    place.files().writeMachine(Machine.current());
    var tool = stranger(place.id(), "exec sleep 300");
    String entry = Files.readString(Path.of("/proc/" + tool.pid() + "/stat"));
    long ticks = ProcessEntry.parse(entry).orElseThrow().startTicks();
    Files.writeString(place.files().run(), entry.replace(" " + ticks + " ", " " + (ticks - 1) + " "));

    assertRefused(
        place, Reason.LOST, "The child is gone and left no exit status; 1 processes that it left behind were ended.");
  }

  @Test
  void afterARestartOfTheMachineItsFilesDoNotCount() throws Exception {
    var place = begunByAnEarlierServer("exit 0", 1).getFirst();
    await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(place.files().exit()));
    place.files().writeMachine(new Machine("another-boot", Machine.current().pidNamespace()));

    assertRefused(
        place,
        Reason.LOST,
        "The machine was started anew while the child was running; what its files say does not count.");
  }

  @Test
  void aClosedRoomInterruptsItsReadersAndTheNextAdopts() throws Exception {
    var place = workshop.attempt();
    var child = workshop.start(place, "echo one; sleep 300");
    var stdout = child.stdout();
    assertThat(stdout.readNBytes(4)).asString().isEqualTo("one\n");

    workshop.room.close();

    assertThatThrownBy(stdout::read).isInstanceOf(java.io.InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(child::waitFor).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> workshop.adopt(place)).isInstanceOf(IllegalStateException.class);
    try (var next = new Workshop(home)) {
      var again = next.adopt(next.attempt(place.id(), place.directory()));
      assertThat(again.pid()).isEqualTo(child.pid());
      assertThat(again.adopted()).isTrue();
      again.end(EndCause.CANCELLED);
      assertThat(again.waitFor().code()).hasValue(143);
    }
  }

  private void assertRefused(Workshop.Place place, Reason reason, String message) {
    assertThatThrownBy(() -> workshop.adopt(place))
        .isInstanceOfSatisfying(
            ProcessStartException.class, refused -> assertThat(refused.reason()).isEqualTo(reason))
        .hasMessage(message);
  }

  private List<Workshop.Place> begunByAnEarlierServer(String script, int count)
      throws IOException, InterruptedException {
    var ids = Stream.generate(UUID::randomUUID).limit(count).toList();
    var places = ids.stream().map(id -> workshop.attempt(id, home.resolve("attempts/" + id))).toList();
    EarlierServer.startAndDie(home, script, ids);
    return places;
  }

  private static long pid(Workshop.Place place) throws IOException {
    return place.files().readStart() instanceof AttemptFiles.Start.Started started ? started.pid() : 0;
  }

  private Process stranger(UUID token, String script) throws IOException {
    var builder = new ProcessBuilder("/bin/sh", "-c", script);
    builder.environment().put(AttemptProcesses.TOKEN_VARIABLE, token.toString());
    var process = builder.start();
    strangers.add(process);
    workshop.attempt(token, home);
    return process;
  }

  private int runScript(Workshop.Place place, String... command) throws Exception {
    var all = new ArrayList<>(
        List.of("/bin/sh", HomeScript.child(home).present().toString(), place.directory().toString()));
    all.addAll(List.of(command));
    return new ProcessBuilder(all).start().waitFor();
  }
}
