package dev.claudeworker.plugin.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {

  @TempDir
  private Path folder;

  private Path file(String content, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("pass"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void theFirstLineThatFitsGivesThePassword() throws IOException {
    Path file = file("""
        # host:port:database:user:password
        other:5432:queue:ann:wrong
        db:*:queue:ann:right:with colon
        *:*:*:*:late
        """, "rw-------");

    assertThat(PasswordFile.find(file, "db", "5433", "queue", "ann")).contains("right:with colon");
    assertThat(PasswordFile.find(file, "db", "5433", "queue", "bob")).contains("late");
  }

  @Test
  void aBackslashTakesTheNextCharacterAsItIs() throws IOException {
    Path file = file("::1:1:q:u:no\n\\:\\:1:5432:q:u:a\\:b\\\\c\n", "rw-------");

    assertThat(PasswordFile.find(file, "::1", "5432", "q", "u")).contains("a:b\\c");
  }

  @Test
  void noLineThatFitsGivesNoPassword() throws IOException {
    assertThat(PasswordFile.find(file("half:a:line\n", "rw-------"), "h", "1", "d", "u")).isEmpty();
  }

  @Test
  void aFileThatOthersMayReadIsRefusedWithoutItsContent() throws IOException {
    Path file = file("*:*:*:*:secret\n", "rw-r--r--");

    assertThatThrownBy(() -> PasswordFile.find(file, "h", "1", "d", "u"))
        .isInstanceOfSatisfying(WorkerException.class, refused -> {
          assertThat(refused).hasMessageContaining("may be read by other users");
          assertThat(refused.suggestion()).isEqualTo("chmod 600 " + file);
          assertThat(refused.toString()).doesNotContain("secret");
        });
  }

  @Test
  void aMissingFileIsToldByItsPath() {
    assertThatThrownBy(() -> PasswordFile.content(folder.resolve("none")))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("none");
  }
}
