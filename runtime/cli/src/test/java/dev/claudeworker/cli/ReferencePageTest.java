package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

  private static final Path PAGE = Path.of("../../docs/reference-cli.md");
  private static final Path MADE = Path.of("target/reference-cli.md");

  @Test
  void thePageSaysWhatTheCommandsSay() throws IOException {
    String made = ReferencePage.text();
    Files.createDirectories(MADE.getParent());
    Files.writeString(MADE, made);

    assertThat(PAGE).as("if a command was changed on purpose, copy runtime/cli/%s to docs/", MADE).hasContent(made);
  }

  @Test
  void everyCommandAndEveryExitCodeIsOnIt() {
    assertThat(ReferencePage.text()).contains("`claude-worker run`", "`claude-worker server start`", "| 130 |",
        "| 6 |");
  }
}
