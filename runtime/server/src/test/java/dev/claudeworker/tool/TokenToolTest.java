package dev.claudeworker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenToolTest {

  @TempDir
  Path home;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void pointAtTheHome() {
    environment.put("CLAUDE_WORKER_HOME", home.toString());
  }

  @Test
  void withoutATokenItSaysWhoMakesIt() {
    assertThat(run("show").exitCode()).isEqualTo(1);
    assertThat(run("show").text("suggestion")).contains("claude-worker server start");
  }

  @Test
  void everyRotationMakesAnotherTokenForTheOwnerAlone() throws IOException {
    assertThat(run("rotate").exitCode()).isZero();
    String first = run("show").text("token");
    run("rotate");
    String second = run("show").text("token");

    assertThat(first).hasSizeGreaterThan(40);
    assertThat(second).hasSizeGreaterThan(40).isNotEqualTo(first);
    assertThat(run("rotate").text()).doesNotContain(second).contains("\"path\":\"" + home + "/token\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("token"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aTokenOfTheEnvironmentCountsAndIsNotRotated() throws IOException {
    Files.writeString(home.resolve("token"), "from-the-file\n");
    environment.put("CLAUDE_WORKER_ACCESS_TOKEN", "from-the-variable");

    assertThat(run("show").text("token")).isEqualTo("from-the-variable");
    assertThat(run("rotate").exitCode()).isEqualTo(1);
    assertThat(run("rotate").text("detail")).contains("CLAUDE_WORKER_ACCESS_TOKEN").doesNotContain("from-the-variable");
    assertThat(home.resolve("token")).hasContent("from-the-file\n");
  }

  private ToolAnswer run(String... words) {
    return ToolAnswer.of(new TokenTool(environment), words);
  }
}
