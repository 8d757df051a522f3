package dev.claudeworker.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The systemd units in the distribution. */
class ServiceUnitsIT {

  private static Distribution distribution = new Distribution(Path.of("not yet unpacked"));

  @BeforeAll
  static void unpack(@TempDir Path folder) {
    distribution = Distribution.unpackInto(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-worker.service", "claude-worker-system.service"})
  void tasksOutliveTheServiceAndItIsHardenedWithoutTakingTheirFilesAway(String unit) throws IOException {
    assertThat(settings(unit)).contains("Type=exec", "KillMode=process", "OOMPolicy=continue", "Restart=on-failure",
        "RestartPreventExitStatus=2 6", "NoNewPrivileges=yes", "RestrictSUIDSGID=yes", "LockPersonality=yes",
        "UMask=0077")
        .filteredOn(line -> line.startsWith("ExecStart="))
        .singleElement()
        .asString()
        .endsWith("/bin/claude-worker server start --foreground");
    assertThat(settings(unit)).as("would end a task's world, or the compilers of Java and Node")
        .noneMatch(
            line -> line.matches("(PrivateTmp|PrivateUsers|PrivatePIDs|RuntimeDirectory|MemoryDenyWriteExecute)=.*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-worker.service", "claude-worker-system.service"})
  void systemdUnderstandsEveryLine(String unit, @TempDir Path scratch) throws IOException {
    assumeThat(Path.of("/usr/bin/systemd-analyze")).as("systemd, to check the unit with").isExecutable();
    Path copy = Files.writeString(scratch.resolve("checked-" + unit),
        Files.readString(distribution.folder().resolve("service").resolve(unit))
            .replaceAll("(?m)^ExecStart=\\S+", "ExecStart=" + distribution.launcher()));

    Shell.Answer answer = new Shell(scratch).run(Path.of("/usr/bin/systemd-analyze"), "verify", copy.toString());

    assertThat(answer.stderr() + answer.stdout()).doesNotContain("checked-" + unit);
    assertThat(answer.exitCode()).isZero();
  }

  private static List<String> settings(String unit) throws IOException {
    return Files.readAllLines(distribution.folder().resolve("service").resolve(unit));
  }
}
