package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StartIT {

  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

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
  void tellsWhatIsWrongWithTheDirectory() throws Exception {
    var file = Files.createFile(home.resolve("file"));
    assertRefused(List.of("true"), home.resolve("absent"), Reason.BAD_DIRECTORY,
        "The working directory " + home + "/absent does not exist.");
    assertRefused(
        List.of("true"), file, Reason.BAD_DIRECTORY, "The working directory " + file + " is not a directory.");
  }

  @Test
  void tellsWhatIsWrongWithTheProgram() throws Exception {
    Files.createFile(home.resolve("plain"));
    assertRefused(List.of("absent-program"), home, Reason.PROGRAM_NOT_FOUND,
        "The program 'absent-program' was not found on the PATH /usr/bin:/bin.");
    assertRefused(
        List.of("/absent/program"), home, Reason.PROGRAM_NOT_FOUND, "The program /absent/program does not exist.");
    assertRefused(List.of("./plain"), home, Reason.PROGRAM_NOT_EXECUTABLE,
        "The program " + home + "/./plain may not be executed.");
    assertRefused(List.of("/usr"), home, Reason.PROGRAM_NOT_EXECUTABLE, "The program /usr is a directory.");
    assertRefused(List.of(""), home, Reason.PROGRAM_NOT_FOUND, "The name of the program is empty.");
    assertRefused(List.of("exit"), home, Reason.PROGRAM_NOT_FOUND,
        "The program 'exit' was not found on the PATH /usr/bin:/bin.");
  }

  @Test
  void tellsThatArgumentsAreTooLarge() throws Exception {
    var place = workshop.attempt();
    var spec = new ProcessSpec(List.of("echo", "x".repeat(3_000_000)), home, ENVIRONMENT, "secret", Duration.ZERO);

    assertThatThrownBy(() -> workshop.room.open(workshop.request(place, spec, false)))
        .isInstanceOfSatisfying(ProcessStartException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER))
        .hasMessageStartingWith(
            "The arguments and the environment of the command are larger than the operating system allows");
    assertThat(place.files().stdin()).doesNotExist();
    assertThat(place.files().run()).doesNotExist();
  }

  @Test
  void tellsThatAnArgumentCannotBePassed() throws Exception {
    assertThatThrownBy(() -> open(List.of("echo", "a\0b"), home))
        .isInstanceOfSatisfying(ProcessStartException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER))
        .hasMessageContaining("null character");
  }

  @Test
  void tellsThatTheFilesCannotBeWritten() throws Exception {
    var place = workshop.attempt();
    Files.createDirectory(place.directory().resolve(".machine"));

    assertThatThrownBy(() -> workshop.start(place, "true"))
        .isInstanceOfSatisfying(ProcessStartException.class, e -> assertThat(e.reason()).isEqualTo(Reason.RESOURCES))
        .hasMessageStartingWith("The files of the attempt cannot be written to " + place.directory());
  }

  @Test
  void aChildStartsOnceAndIsTheSameForWhoeverAsks() throws Exception {
    var place = workshop.attempt();
    var child = workshop.start(place, "echo started; sleep 0.2; exit 8");

    assertThat(workshop.start(place, "echo twice")).isSameAs(child);
    assertThat(child.waitFor().code()).hasValue(8);
    var again = workshop.start(place, "echo twice");
    assertThat(again.waitFor().code()).hasValue(8);
    assertThat(Workshop.text(again)).isEqualTo("started\n");
  }

  @Test
  void aChildGetsExactlyItsEnvironment() throws Exception {
    var place = workshop.attempt();
    var spec = new ProcessSpec(
        List.of("env"), home, Map.of("PATH", "/usr/bin:/bin", "ODD", "a 'b' $c\nd", "UMLAUT", "größer"), "",
        Duration.ZERO);
    var child = workshop.room.open(workshop.request(place, spec, false));
    child.waitFor();

    assertThat(Workshop.text(child).lines().filter(line -> !line.startsWith("PWD=")))
        .containsExactlyInAnyOrder(
            "PATH=/usr/bin:/bin", "ODD=a 'b' $c", "d", "UMLAUT=größer", "CLAUDE_WORKER_ATTEMPT=" + place.id());
  }

  /**
   * Apart from what the tests were started with: a shell cannot undo an ignored signal, and a build in the background of a
   * script ignores SIGINT. Signals above 31 are left out, the C library keeps two of them for itself.
   */
  @Test
  void aChildHasTheDefaultSignalActions() throws Exception {
    var place = workshop.attempt();
    var spec = new ProcessSpec(List.of("cat", "/proc/self/status"), home, ENVIRONMENT, "", Duration.ZERO);
    var child = workshop.room.open(workshop.request(place, spec, false));
    child.waitFor();

    var status = Workshop.text(child);
    long inherited = signals(Files.readString(Path.of("/proc/self/status")), "SigIgn");
    assertThat(signals(status, "SigBlk")).as("blocked").isZero();
    assertThat(signals(status, "SigIgn") & ~inherited).as("ignored").isZero();
    assertThat(signals(status, "SigCgt")).as("caught").isZero();
  }

  private static long signals(String status, String mask) {
    var line = status.lines().filter(candidate -> candidate.startsWith(mask + ":")).findFirst().orElseThrow();
    return Long.parseUnsignedLong(line.substring(mask.length() + 1).strip(), 16) & 0x7fffffffL;
  }

  @Test
  void aChildHasASessionOfItsOwnAndNoFilesOfTheServer() throws Exception {
    var place = workshop.attempt();
    var child = workshop.start(place, "ls /proc/self/fd; ps -o sid= -p $$; sleep 0.1");
    child.waitFor();

    assertThat(Workshop.text(child).lines().map(String::strip)).containsExactly("0", "1", "2", "3", "" + child.pid());
  }

  @Test
  void perlStandsInForSetsid() throws Exception {
    var place = workshop.attempt();
    var perl = CapabilityProbe.perlSession("/usr/bin/perl");
    try (var spawner = new ChildSpawner(HomeScript.child(home), Machine.current(), perl)) {
      var process = spawner.spawn(place.files(), place.id(), Workshop.script("ps -o sid= -p $$; exit 3"));

      assertThat(process.waitFor()).isEqualTo(3);
      assertThat(Files.readString(place.files().stdout()).strip()).isEqualTo("" + process.pid());
      assertThat(place.files().readStart()).isInstanceOfSatisfying(
          AttemptFiles.Start.Started.class, started -> assertThat(started.pid()).isEqualTo(process.pid()));
    }
  }

  @Test
  void thisMachineCanDoAll() {
    assertThat(workshop.room.capabilities().durable()).isTrue();
    assertThat(workshop.room.capabilities().troubles()).isEmpty();
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    var place = workshop.attempt();
    var spec = new ProcessSpec(
        List.of("printf", "[%s]", "", "a b", "*", "$HOME", "--", "-n", "größer", "'\""), home, ENVIRONMENT, "",
        Duration.ZERO);
    var child = workshop.room.open(workshop.request(place, spec, false));
    child.waitFor();

    assertThat(Workshop.text(child)).isEqualTo("[][a b][*][$HOME][--][-n][größer]['\"]");
  }

  @Test
  void theScriptIsForItsOwnerAndIsWrittenAgainWhenSomebodyDeletesIt() throws Exception {
    var script = HomeScript.child(home).present();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script))).isEqualTo("rwx------");

    Files.delete(script);

    assertThat(workshop.run("exit 2").code()).hasValue(2);
    assertThat(script).exists();
  }

  @Test
  void everyShellRunsTheScript() throws Exception {
    for (String shell : List.of("/bin/sh", "/bin/bash", "/bin/dash")) {
      var place = workshop.attempt();
      var script = HomeScript.child(home).present().toString();
      var process = new ProcessBuilder(
          shell, script, place.directory().toString(), "/bin/sh", "-c", "kill -HUP $PPID; kill -TERM $PPID; exit 9")
          .start();

      assertThat(process.waitFor()).as(shell).isEqualTo(9);
      assertThat(place.files().readExit()).hasValue(9);
      assertThat(place.files().readStart()).isInstanceOfSatisfying(
          AttemptFiles.Start.Started.class, started -> assertThat(started.pid()).isEqualTo(process.pid()));
      assertThat(Files.readAllLines(place.files().times())).hasSize(2);
    }
  }

  private void assertRefused(List<String> command, Path directory, Reason reason, String message) {
    assertThatThrownBy(() -> open(command, directory))
        .isInstanceOfSatisfying(ProcessStartException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessage(message);
  }

  private void open(List<String> command, Path directory) throws Exception {
    var spec = new ProcessSpec(command, directory, ENVIRONMENT, "", Duration.ZERO);
    workshop.room.open(workshop.request(workshop.attempt(), spec, false));
  }
}
