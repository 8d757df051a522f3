package dev.claudeworker.plugin.claudecli.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFilesTest {

  @TempDir
  Path directory;

  @Test
  void transcriptIsFoundInTheFolderOfAnyDirectory() throws Exception {
    Files.createDirectories(directory.resolve("projects/-home-me-other"));
    Path folder = Files.createDirectories(directory.resolve("projects/-home-me-work"));
    Files.createFile(folder.resolve("one.jsonl"));

    assertThat(SessionFiles.exist(directory, "one")).isTrue();
    assertThat(SessionFiles.exist(directory, "two")).isFalse();
  }

  @Test
  void nothingIsFoundWhereTheProgramNeverRan() {
    assertThat(SessionFiles.exist(directory.resolve("absent"), "one")).isFalse();
  }

  @Test
  void configurationDirectoryComesFromTheEnvironmentOrTheHome() {
    assertThat(SessionFiles.configDirectory(Map.of("CLAUDE_CONFIG_DIR", "/c", "HOME", "/h"), "/u")).hasToString("/c");
    assertThat(SessionFiles.configDirectory(Map.of("HOME", "/h"), "/u")).hasToString("/h/.claude");
    assertThat(SessionFiles.configDirectory(Map.of(), "/u")).hasToString("/u/.claude");
  }
}
