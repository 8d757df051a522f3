package dev.claudeworker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.home.HomeDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialPlaceTest {

  @TempDir
  private Path directory;

  private HomeDirectory home = new HomeDirectory(Path.of("not yet made"));

  @BeforeEach
  void makeHome() throws IOException {
    home = new HomeDirectory(Files.createDirectory(directory.resolve("home")));
  }

  private Path folder(String database) throws ToolRefusal {
    return TrialPlace.folderOf(Optional.of(database).filter(text -> !text.isEmpty()), home, directory);
  }

  @Test
  void withoutAPathTheDatabaseIsInTheHome() throws Exception {
    assertThat(folder("")).isEqualTo(home.path());
  }

  @Test
  void homeThatIsNotMadeYetWillBeOnTheDiskOfWhatIsAboveIt() throws Exception {
    HomeDirectory later = new HomeDirectory(directory.resolve("a/b"));
    assertThat(TrialPlace.folderOf(Optional.empty(), later, directory)).isEqualTo(directory);
  }

  @Test
  void pathIsTheFileOrItsFolder() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assertThat(folder(disk.toString())).isEqualTo(disk);
    assertThat(folder(disk.resolve("queue").toString())).isEqualTo(disk);
    assertThat(folder("~/disk/queue")).isEqualTo(disk);
    assertThat(folder("elsewhere/queue")).isEqualTo(home.path());
  }

  @Test
  void urlDoesNotTellTheDisk() {
    assertThatThrownBy(() -> folder("jdbc:h2:tcp://host/queue"))
        .isInstanceOfSatisfying(ToolRefusal.class, refused -> assertThat(refused.suggestion()).contains("--scratch"));
  }
}
