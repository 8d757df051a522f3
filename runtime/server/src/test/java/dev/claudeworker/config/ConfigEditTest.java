package dev.claudeworker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changing one key leaves all else of a file as it is. */
class ConfigEditTest {

  private static final JsonValue PORT = JsonNumber.of(9000);

  @Test
  void aValueIsReplacedAndCommentsAndOrderStay() throws Exception {
    String before = """
        # mine
        worker:
          max_workers: 2   # a small machine

        server:
          # the usual one is taken
          port: 8001  # since May
          host: localhost
        """;

    assertThat(yaml(before, "server.port", PORT)).isEqualTo(before.replace("8001", "9000"));
  }

  @Test
  void aKeyIsAddedToItsSection() throws Exception {
    assertThat(
        yaml("server:\n    host: localhost  # here\n\n# later\nworker:\n    max_workers: 2\n", "server.port", PORT))
        .isEqualTo("server:\n    host: localhost  # here\n    port: 9000\n\n# later\nworker:\n    max_workers: 2\n");
  }

  @Test
  void aSectionIsAddedAtTheEnd() throws Exception {
    assertThat(yaml("# mine\nworker:\n  max_workers: 2", "server.port", PORT))
        .isEqualTo("# mine\nworker:\n  max_workers: 2\nserver:\n  port: 9000");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "''                        | server:@  port: 9000@",
    "# nothing yet@            | # nothing yet@server:@  port: 9000@",
    "server:@                  | server:@  port: 9000@",
    "server:  # soon@          | server:  # soon@  port: 9000@",
    "server.port: 1@           | server.port: 9000@",
    "server:@  port:@          | server:@  port: 9000@",
    "server: {port: 1}@        | server: {port: 9000}@",
    "server: {host: a}@        | server: {host: a, port: 9000}@",
    "server: {}@               | server: {port: 9000}@",
    "'{server: {port: 1}}'     | '{server: {port: 9000}}'",
    "server:@  port: \"1\"@    | server:@  port: 9000@",
    "ä: {}@server:@  port: 1@  | ä: {}@server:@  port: 9000@",
    "😀.b: 1@server:@  port: 1@ | 😀.b: 1@server:@  port: 9000@",
  })
  void everyNotationIsUnderstood(String before, String after) throws Exception {
    assertThat(yaml(before.replace('@', '\n'), "server.port", PORT)).isEqualTo(after.replace('@', '\n'));
  }

  @Test
  void aPluginsKeyStandsThreeLevelsDeep() throws Exception {
    assertThat(yaml("", "plugins.shell.command", new JsonString("/bin/sh")))
        .isEqualTo("plugins:\n  shell:\n    command: /bin/sh\n");
    assertThat(yaml("plugins:\n  other:\n    a: 1\n", "plugins.shell.command", new JsonString("/bin/sh")))
        .isEqualTo("plugins:\n  other:\n    a: 1\n  shell:\n    command: /bin/sh\n");
  }

  @Test
  void aListOfSeveralLinesIsReplacedAsAWhole() throws Exception {
    assertThat(yaml("server:\n  allowed_hosts:\n    - a\n    - b\n  # then\n  port: 1\n", "server.allowed_hosts",
        JsonArray.ofTexts(List.of("c", "d e"))))
        .isEqualTo("server:\n  allowed_hosts: [c, \"d e\"]\n  # then\n  port: 1\n");
  }

  @ParameterizedTest
  @CsvSource({"true, '\"true\"'", "8000, '\"8000\"'", "1e5, '\"1e5\"'", "a: b, '\"a: b\"'", "'# x', '\"# x\"'",
    "30s, 30s",
    "opus, opus", "'~/x y', '\"~/x y\"'", "no, '\"no\"'", "*, '\"*\"'"})
  void textsAreQuotedWhereTheyWouldMeanSomethingElse(String text, String written) throws Exception {
    assertThat(yaml("", "task.default_model", new JsonString(text)))
        .isEqualTo("task:\n  default_model: " + written + "\n");
  }

  @Test
  void jsonStaysJson() throws Exception {
    Path file = Path.of("config.json");

    assertThat(ConfigEdit.set(file, "{\n  \"server\": {\n    \"host\": \"a\"\n  }\n}\n", "server.port", PORT))
        .isEqualTo("{\n  \"server\": {\n    \"host\": \"a\",\n    \"port\": 9000\n  }\n}\n");
    assertThat(ConfigEdit.set(file, "{\"server\": {\"port\": 1}}", "worker.max_workers", PORT))
        .isEqualTo("{\"server\": {\"port\": 1}, \"worker\": {\"max_workers\": 9000}}");
    assertThat(ConfigEdit.set(file, "", "server.port", PORT)).isEqualTo("{\"server\": {\"port\": 9000}}\n");
  }

  @Test
  void whatCannotBeChangedSafelyIsRefused() {
    assertThatThrownBy(() -> yaml("server: &s\n  port: 1\nworker: *s\n", "worker.port", PORT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("change 'worker.port' by hand");
  }

  @Test
  void aBrokenFileIsRefusedWithItsLine() {
    assertThatThrownBy(() -> yaml("server:\n  port: [1\n", "server.port", PORT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("config.yaml, line 3");
  }

  private static String yaml(String before, String name, JsonValue value) throws ConfigurationException {
    return ConfigEdit.set(Path.of("config.yaml"), before, name, value);
  }
}
