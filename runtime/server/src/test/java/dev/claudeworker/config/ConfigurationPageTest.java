package dev.claudeworker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  private static final Path PAGE = Path.of("../../docs/reference-configuration.md");
  private static final Path MADE = Path.of("target/reference-configuration.md");

  @Test
  void thePageSaysWhatTheTableOfKeysSays() throws IOException {
    String made = ConfigurationPage.text();
    Files.createDirectories(MADE.getParent());
    Files.writeString(MADE, made);

    assertThat(PAGE).as("if a key was changed on purpose, copy runtime/server/%s to docs/", MADE).hasContent(made);
  }

  @Test
  void everyKeyIsOnItWithItsVariableAndItsBounds() {
    assertThat(ConfigurationPage.text()).contains("| `server.port` | `8000` | integer from 0 to 65535 |")
        .contains("`CLAUDE_WORKER_SERVER_PORT`<br>`CLAUDE_WORKER_PORT`<br>`--port`")
        .contains("Secret: never shown.");
    assertThat(KeyTable.KEYS)
        .allSatisfy(key -> assertThat(ConfigurationPage.text()).contains("| `" + key.name() + "` |"));
  }
}
