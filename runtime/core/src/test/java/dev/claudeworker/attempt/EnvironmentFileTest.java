package dev.claudeworker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {

  @TempDir
  Path home;

  private Path file(String permissions, String content) throws IOException {
    Path file = Files.writeString(home.resolve(EnvironmentFile.NAME), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void absentFileHasNoVariables() {
    assertThat(EnvironmentFile.read(home.resolve("absent"))).isEmpty();
  }

  @Test
  void linesAreVariables() throws IOException {
    Path file = file("rw-------", """
        # my secrets
        A=1
        export B = two words

        C="quoted = yes"
        D='single'
        E=
        F="
        """);

    assertThat(EnvironmentFile.read(file)).isEqualTo(
        Map.of("A", "1", "B", "two words", "C", "quoted = yes", "D", "single", "E", "", "F", "\""));
  }

  @Test
  void fileThatOthersMayReadIsRefusedWithTheCure() throws IOException {
    Path file = file("rw-r-----", "A=s3cret");

    assertThatThrownBy(() -> EnvironmentFile.read(file)).isInstanceOfSatisfying(WorkerException.class, failure -> {
      assertThat(failure.getMessage()).contains("Others than its owner").doesNotContain("s3cret");
      assertThat(failure.suggestion()).isEqualTo("chmod 600 " + file);
    });
  }

  @Test
  void lineThatIsNoAssignmentIsNamedWithoutItsContent() throws IOException {
    Path file = file("rw-------", "A=1\ns3cret\n");

    assertThatThrownBy(() -> EnvironmentFile.read(file)).hasMessageContaining("Line 2 of " + file)
        .hasMessageNotContaining("s3cret");
  }
}
