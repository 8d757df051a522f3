package dev.claudeworker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.HomeLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreToolTest {

  @TempDir
  Path folder;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void pointAtTheHome() {
    environment.put("CLAUDE_WORKER_HOME", home().toString());
    environment.put("HOME", folder.toString());
  }

  @Test
  void nothingIsMovedWhileAServerWorksInTheHome() throws IOException {
    HomeDirectory home = HomeDirectory.open(home());
    try (HomeLock lock = HomeLock.take(home).orElseThrow()) {
      assertThat(lock).isNotNull();
      for (String[] words : new String[][] {
        {"export", "x"}, {"import", "x"}, {"import-python", "x"}, {"backup", "x"}, {"restore", "x"}, {"schema"},
        {"upgrade"}, {"migrate-to", "postgres://h/q"}}) {
        ToolAnswer answer = run(words);
        assertThat(answer.exitCode()).as(words[0]).isEqualTo(1);
        assertThat(answer.text("detail")).as(words[0]).contains("works in " + home());
        assertThat(answer.text("suggestion")).contains("claude-worker server stop", "running tasks go on");
      }
    }
  }

  @Test
  void aHomeThatIsNotThereIsNotMadeToReadFromIt() {
    for (String word : new String[] {"export", "backup", "schema", "upgrade"}) {
      assertThat(run(word, "x").text("detail")).as(word).contains("there is no home in " + home());
    }
    assertThat(home()).doesNotExist();
  }

  @Test
  void withoutTheStoragePluginItSaysWhichOneIsMissing() throws IOException {
    Files.createDirectory(home());

    ToolAnswer answer = run("export", folder.resolve("x").toString());

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.text("detail")).contains("h2");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void anUnknownWordIsBadUsage() {
    assertThat(run("juggle").exitCode()).isEqualTo(2);
  }

  private Path home() {
    return folder.resolve("home");
  }

  private ToolAnswer run(String... words) {
    return ToolAnswer.of(new StoreTool(environment, InstantSource.system()), words);
  }
}
