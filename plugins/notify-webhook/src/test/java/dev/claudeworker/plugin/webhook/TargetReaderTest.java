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

  private static final TargetLimits LIMITS = new TargetLimits(50, 20, 4096, 65536);

  private static List<Target> read(String json) {
    return read(json, Map.of());
  }

  private static List<Target> read(String json, Map<String, String> environment) {
    JsonValue value = WebhookRig.JSON.parse(json.replace('\'', '"'));
    return read(value, environment, LIMITS);
  }

  private static List<Target> read(JsonValue value, Map<String, String> environment, TargetLimits limits) {
    return new TargetReader(limits, new SecretValues(environment, limits.secretBytes())).read(value);
  }

  private static JsonValue target(String more) {
    return WebhookRig.JSON.parse("[{'url': 'https://e.com', %s}]".formatted(more).replace('\'', '"'));
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
    "{}|targets is not a list of targets",
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
    int most = LIMITS.targets();

    assertThat(read("[" + String.join(",", Collections.nCopies(most, one)) + "]")).hasSize(most);
    assertThatThrownBy(() -> read("[" + String.join(",", Collections.nCopies(most + 1, one)) + "]"))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("targets has 51 targets, more than 50 (plugins.notify-webhook.max_targets)");
  }

  @Test
  void headersOfATargetAreBoundedInNumberAndLength() {
    var narrow = new TargetLimits(1, 2, 3, 1024);

    assertThat(read(target("'headers': {'A': 'xyz', 'B': 'y'}"), Map.of(), narrow)).hasSize(1);
    assertThatThrownBy(() -> read(target("'headers': {'A': 'x', 'B': 'y', 'C': 'z'}"), Map.of(), narrow))
        .hasMessageContaining("has 3 headers, more than 2 (plugins.notify-webhook.max_headers)");
    assertThatThrownBy(() -> read(target("'headers': {'A': 'wxyz'}"), Map.of(), narrow))
        .hasMessageContaining("longer than 3 characters (plugins.notify-webhook.max_header)")
        .hasMessageNotContaining("wxyz");
  }

  /** The longest name is the one that senders of every kind take. */
  @Test
  void namesOfHeadersAreBounded() {
    assertThat(read(target("'headers': {'" + "A".repeat(64) + "': 'x'}"), Map.of(), LIMITS)).hasSize(1);
    assertThatThrownBy(() -> read(target("'headers': {'" + "A".repeat(65) + "': 'x'}"), Map.of(), LIMITS))
        .hasMessageContaining("has a header that cannot be set");
  }

  @Test
  void filesWithSecretsAreBounded(@TempDir Path directory) throws IOException {
    var narrow = new TargetLimits(1, 1, 1024, 8);
    Path fits = Files.writeString(directory.resolve("fits"), "8 bytes.");
    Path large = Files.writeString(directory.resolve("large"), "9 bytes..");

    assertThat(read(target("'secret': 'file:" + fits + "'"), Map.of(), narrow).getFirst().secret())
        .contains("8 bytes.");
    assertThatThrownBy(() -> read(target("'secret': 'file:" + large + "'"), Map.of(), narrow))
        .hasMessageContaining("is larger than 8 bytes (plugins.notify-webhook.max_secret)");
  }

  @Test
  void aTargetShowsNameAndHostOnly() {
    Target target = read("[{'name': 'ops', 'url': 'https://e.com/topsecret', 'secret': 'topsecret'}]").getFirst();

    assertThat(target).hasToString("ops (e.com)");
    assertThat(target.mask("POST /topsecret: topsecret")).doesNotContain("topsecret");
  }
}
