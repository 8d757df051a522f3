package dev.claudeworker.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.torture.program.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

  @TempDir
  private Path parent;

  @Test
  void itIsNewAndItsOwnersAlone() throws IOException {
    try (var one = ScratchFolder.create(parent, "test"); var other = ScratchFolder.create(parent, "test")) {
      assertThat(one.path()).isNotEqualTo(other.path()).isEmptyDirectory();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one.path()))).isEqualTo("rwx------");
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatALinkInItPointsToIsLeftAlone() throws IOException {
    Path precious = Files.createDirectory(parent.resolve("precious"));
    Files.writeString(precious.resolve("file"), "kept");
    var scratch = ScratchFolder.create(parent, "test");
    Files.createSymbolicLink(scratch.path().resolve("link"), precious);
    Files.createDirectories(scratch.path().resolve("a/b"));
    scratch.close();
    scratch.close();
    assertThat(scratch.path()).doesNotExist();
    assertThat(precious.resolve("file")).hasContent("kept");
  }

  @Test
  void processesThatNameItEndWithIt() throws Exception {
    var scratch = ScratchFolder.create(parent, "test");
    Process child = new ProcessBuilder("/bin/sh", "-c", "sleep 60; :", scratch.path() + "/x").start();
    try {
      scratch.close();
      assertThat(child.waitFor()).isEqualTo(137);
    } finally {
      child.destroyForcibly();
    }
  }
}
