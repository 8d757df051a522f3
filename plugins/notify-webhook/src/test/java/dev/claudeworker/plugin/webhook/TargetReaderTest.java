package dev.claudeworker.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.EventSelection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetReaderTest {

  private static List<Target> read(String json) {
    return read(json, Map.of());
  }

  private static List<Target> read(String json, Map<String, String> environment) {
    JsonValue value = WebhookRig.JSON.parse(json.replace('\'', '"'));
    return new TargetReader(new SecretValues(environment)).read(value);
  }

  @Test
  void aTargetNeedsAnAddressOnly() {
    assertThat(read("[{'url': 'https://hooks.example.com/x'}]")).containsExactly(new Target(
        "hooks.example.com", URI.create("https://hooks.example.com/x"), Template.GENERIC, Optional.empty(), Map.of(),
        new TargetFilter(EventSelection.DEFAULT, Map.of(), List.of()), true));
  }

  @Test
  void everyKeyIsRead() {
    assertThat(read("""
        [{'name': 'ops', 'url': 'http://example.com/', 'template': 'slack', 'secret': 'key', 'headers': {'X-A': 'b'},
          'events': ['task.*'], 'labels': {'team': 'web'}, 'results': 'failed', 'details': false}]"""))
        .containsExactly(new Target(
            "ops", URI.create("http://example.com/"), Template.SLACK, Optional.of("key"), Map.of("X-A", "b"),
            new TargetFilter(EventSelection.of("task.*"), Map.of("team", "web"), List.of("failed")), false));
  }

  @Test
  void secretsComeFromVariablesAndFiles(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "from a file\n");

    Target target = read("[{'url': 'env:HOOK', 'secret': 'file:" + file + "'}]",
        Map.of("HOOK", "https://example.com/hook")).getFirst();

    assertThat(target.url()).hasToString("https://example.com/hook");
    assertThat(target.secret()).contains("from a file");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
    "{}|is not a list of targets",
    "['x']|number 1, is not a target",
    "[{}]|number 1, has no url",
    "[{'url': ''}]|has a url that is no text",
    "[{'url': 5}]|has a url that is no text",
    "[{'url': 'ftp://example.com/topsecret'}]|has a url that cannot be used",
    "[{'url': 'https:///topsecret'}]|has a url that cannot be used",
    "[{'url': 'https://me:topsecret@example.com/'}]|has a url that cannot be used",
    "[{'url': 'https://example.com/top secret'}]|has a url that cannot be used",
    "[{'url': 'env:NOWHERE'}]|has a url that is not there: the server has no variable NOWHERE",
    "[{'url': 'file:/no/such/file'}]|has a url that is not there: the file /no/such/file cannot be read",
    "[{'url': 'https://e.com', 'template': 'irc'}]|has an unknown template",
    "[{'url': 'https://e.com', 'sekret': 'topsecret'}]|has the unknown key 'sekret'",
    "[{'url': 'https://e.com', 'events': ['failed']}]|has events that cannot be used",
    "[{'url': 'https://e.com', 'events': [5]}]|has events that are no list of texts",
    "[{'url': 'https://e.com', 'results': ['great']}]|has an unknown result",
    "[{'url': 'https://e.com', 'labels': ['a']}]|has labels that are no names with texts",
    "[{'url': 'https://e.com', 'details': 'topsecret'}]|has details that are neither true nor false",
    "[{'url': 'https://e.com', 'headers': {'Host': 'topsecret'}}]|has a header that cannot be set",
    "[{'url': 'https://e.com', 'headers': {'A\\nB': 'topsecret'}}]|has a header that cannot be set",
    "[{'url': 'https://e.com', 'headers': {'X-A': 'topsecret\\r\\nX-B: c'}}]|has a value of the header X-A"})
  void whatIsWrongIsNamedWithoutShowingValues(String json, String expected) {
    assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(WorkerException.class, wrong -> {
      assertThat(wrong.getMessage()).startsWith("plugins.notify-webhook.").contains(expected);
      assertThat(wrong.getMessage() + wrong.suggestion()).doesNotContain("topsecret", "top secret");
    });
  }

  @Test
  void targetsAreBounded() {
    String one = "{'url': 'https://example.com'}";
    int most = TargetReader.MAX_TARGETS;

    assertThat(read("[" + String.join(",", Collections.nCopies(most, one)) + "]")).hasSize(most);
    assertThatThrownBy(() -> read("[" + String.join(",", Collections.nCopies(most + 1, one)) + "]"))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("more than 50 targets");
  }

  @Test
  void aTargetShowsNameAndHostOnly() {
    Target target = read("[{'name': 'ops', 'url': 'https://e.com/topsecret', 'secret': 'topsecret'}]").getFirst();

    assertThat(target).hasToString("ops (e.com)");
    assertThat(target.mask("POST /topsecret: topsecret")).doesNotContain("topsecret");
  }
}
