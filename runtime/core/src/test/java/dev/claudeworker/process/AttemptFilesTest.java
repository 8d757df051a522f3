package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.process.AttemptFiles.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptFilesTest {

  @TempDir
  Path directory;

  private AttemptFiles files;

  @BeforeEach
  void setUp() {
    files = new AttemptFiles(directory);
  }

  @Test
  void onlyDigitsAndALineBreakAreAnExitStatus() throws Exception {
    assertThat(files.readExit()).isEmpty();
    for (String torn : new String[] {"", "0", "13", "\n", "x\n", "1 \n", "-1\n", "1234\n", "0\n0\n", "0\r\n", "\0\0"}) {
      Files.writeString(files.exit(), torn);
      assertThat(files.readExit()).as(torn).isEmpty();
    }
    Files.writeString(files.exit(), "0\n");
    assertThat(files.readExit()).hasValue(0);
    Files.writeString(files.exit(), "137\n");
    assertThat(files.readExit()).hasValue(137);
  }

  @Test
  void tellsHowFarAStartCame() throws Exception {
    assertThat(files.readStart()).isEqualTo(new Start.NotBegun());
    for (String torn : new String[] {"", "47", "4711 (sh) S 1", "garbage\n", "47 11\n"}) {
      Files.writeString(files.run(), torn);
      assertThat(files.readStart()).as(torn).isEqualTo(new Start.Begun());
    }
    Files.writeString(files.run(), "4711\n");
    assertThat(files.readStart()).isEqualTo(new Start.Started(4711, Optional.empty()));
    Files.writeString(files.run(), "4711 (sh) R 1 2 3 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 99 8\n");
    assertThat(files.readStart())
        .isEqualTo(new Start.Started(4711, Optional.of(new ProcessEntry(4711, 'R', 2, 3, false, 99))));
  }

  @Test
  void aStartIsPreventedOnlyBeforeItHasBegun() throws Exception {
    assertThat(files.preventStart()).isTrue();
    assertThat(files.preventStart()).isFalse();
    assertThat(files.readStart()).isEqualTo(new Start.Never());
    Files.writeString(files.run(), "4711\n");
    assertThat(files.preventStart()).isFalse();
    assertThat(files.readStart()).isInstanceOf(Start.Started.class);
  }

  @Test
  void remembersTheMachine() throws Exception {
    assertThat(files.readMachine()).isEmpty();
    files.writeMachine(new Machine("boot", "pid:[1]"));
    assertThat(files.readMachine()).contains(new Machine("boot", "pid:[1]"));
    Files.writeString(directory.resolve(".machine"), "boot");
    assertThat(files.readMachine()).as("torn").isEmpty();
  }
}
