package dev.claudeworker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigToolTest {

  @TempDir
  Path home;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void pointAtTheHome() {
    environment.put("CLAUDE_WORKER_HOME", home.toString());
    environment.put("HOME", home.toString());
  }

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(ServiceLoader.load(ToolProvider.class).stream().map(ServiceLoader.Provider::type))
        .contains(ConfigTool.class);
  }

  @Test
  void everyKeyIsShownWithValueAndOrigin() throws IOException {
    write("config.yaml", "server:\n  host: localhost\n  port: 1\n");
    environment.put("CLAUDE_WORKER_PORT", "9001");

    JsonObject shown = run("show", home.toString()).json();

    assertThat(entry(shown, "server.host"))
        .contains("\"value\":\"localhost\"", "\"layer\":\"user_file\"", "\"place\":\"config.yaml, line 2\"",
            "\"default\":\"127.0.0.1\"");
    assertThat(entry(shown, "server.port"))
        .contains("\"value\":9001", "\"layer\":\"environment\"", "\"place\":\"CLAUDE_WORKER_PORT\"");
    assertThat(entry(shown, "task.default_model"))
        .contains("\"value\":\"sonnet\"", "\"layer\":\"default\"");
    assertThat(entry(shown, "task.timeout")).contains("\"value\":null");
    assertThat(entry(shown, "security.auth")).contains("\"allowed\":[\"local\",\"token\"]");
  }

  @Test
  void theFileOfTheProjectComesBetweenEnvironmentAndUserFile() throws IOException {
    write("config.yaml", "task:\n  default_model: opus\nretry:\n  attempts: 9\n");
    write(".claude-worker.yaml", "retry:\n  attempts: 2\ntask:\n  default_model: haiku\n  timeout: 5m\n");
    environment.put("CLAUDE_WORKER_TASK_TIMEOUT", "7m");

    JsonObject shown = run("show", home.toString()).json();

    assertThat(entry(shown, "task.default_model"))
        .contains("\"value\":\"haiku\"", "\"layer\":\"project_file\"", "\"place\":\".claude-worker.yaml, line 4\"");
    assertThat(entry(shown, "task.timeout")).contains("\"value\":\"7m\"", "\"layer\":\"environment\"");
    assertThat(run("get", home.resolve("sub").toString(), "retry.attempts").text()).contains("\"value\":2");
  }

  @Test
  void oneSectionIsShownAlone() {
    assertThat(run("show", home.toString(), "retry").text()).contains("retry.attempts").doesNotContain("server.port");
    assertThat(run("show", home.toString(), "retry.attempts").text()).contains("retry.attempts")
        .doesNotContain("retry.jitter");
  }

  @Test
  void secretsAreNeverShown() throws IOException {
    write("config.yaml", "security:\n  access_token: correct-horse\n");

    assertThat(run("show", home.toString()).text()).contains("***").doesNotContain("correct-horse");
    assertThat(run("get", home.toString(), "security.access_token").text()).contains("***")
        .doesNotContain("correct-horse");
  }

  @ParameterizedTest
  @CsvSource({"get, server.prot, Did you mean 'server.port'?", "set, server.prot, Did you mean 'server.port'?",
    "show, servr, claude-worker config show"})
  void anUnknownKeyIsRefusedWithTheNearest(String word, String key, String suggestion) {
    ToolAnswer answer = word.equals("set") ? run(word, key, "1") : run(word, home.toString(), key);

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.json().text("detail")).hasValue("the configuration has no key '" + key + "'");
    assertThat(answer.json().text("suggestion").orElseThrow()).contains(suggestion);
  }

  @Test
  void aChangeIsWrittenPrivatelyAndKeepsComments() throws IOException {
    write("config.yaml", "# mine\nserver:\n  port: 1 # one\n");

    assertThat(run("set", "server.port", "9000").exitCode()).isZero();

    Path file = home.resolve("config.yaml");
    assertThat(file).hasContent("# mine\nserver:\n  port: 9000 # one\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
  }

  @Test
  void theFirstChangeMakesTheFile() {
    environment.put("CLAUDE_WORKER_HOME", home.resolve("new").toString());

    assertThat(run("set", "server.allowed_hosts", "a, b").exitCode()).isZero();

    assertThat(home.resolve("new/config.yaml")).hasContent("server:\n  allowed_hosts: [a, b]\n");
  }

  @Test
  void aLinkedFileStaysALink() throws IOException {
    Path elsewhere = Files.writeString(home.resolve("dotfile"), "");
    Files.createSymbolicLink(home.resolve("config.yaml"), elsewhere);

    run("set", "server.port", "9000");

    assertThat(home.resolve("config.yaml")).isSymbolicLink();
    assertThat(elsewhere).content().contains("port: 9000");
  }

  @ParameterizedTest
  @CsvSource({
    "server.port, 70000, above the largest allowed value, at most 65535",
    "server.port, many, is not a number, a whole number",
    "log.level, loud, is none of the allowed values, 'one of error, warn, info, debug, trace'",
    "lease.duration, soon, is not a duration, for example 30s"})
  void aWrongValueIsRefusedAndNothingIsWritten(String key, String value, String detail, String suggestion) {
    ToolAnswer answer = run("set", key, value);

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.json().text("detail").orElseThrow()).contains(detail, key);
    assertThat(answer.json().text("suggestion").orElseThrow()).contains(suggestion);
    assertThat(home.resolve("config.yaml")).doesNotExist();
  }

  @Test
  void aContradictionBetweenKeysIsRefused() throws IOException {
    write("config.yaml", "attempt:\n  shortest_poll: 1s\n");

    ToolAnswer answer = run("set", "attempt.longest_poll", "10ms");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(home.resolve("config.yaml")).hasContent("attempt:\n  shortest_poll: 1s\n");
  }

  @Test
  void aSecretIsNotTakenFromTheArguments() {
    assertThat(run("set", "security.access_token", "x").json().text("suggestion").orElseThrow())
        .contains("Leave the value out");
    assertThat(run("set-hidden", "security.access_token", "x").exitCode()).isZero();
  }

  @Test
  void aWrongFileCanBeCorrectedKeyByKey() throws IOException {
    write("config.yaml", "server:\n  port: abc\nlog:\n  level: loud\n");

    assertThat(run("set", "server.port", "9000").exitCode()).isZero();
    assertThat(problems()).contains("log.level");
    assertThat(run("set", "log.level", "info").exitCode()).isZero();
    assertThat(problems()).isEmpty();
  }

  @Test
  void validateNamesKeyPlaceAndAllowedValues() throws IOException {
    write("config.yaml", "server:\n  port: 70000\n  hots: a\nworkr:\n  x: 1\n");

    assertThat(problems())
        .contains("server.port", "config.yaml, line 2", "at most 65535")
        .contains("'hots'", "config.yaml, line 3", "Did you mean 'host'?")
        .contains("unknown section 'workr'", "Did you mean 'worker'?");
  }

  @Test
  void theSectionOfAPluginThatIsNotThereIsTold() throws IOException {
    write("config.yaml", "plugins:\n  nowhere:\n    a: 1\n");

    assertThat(problems()).contains("there is no plugin 'nowhere'");
  }

  @Test
  void theFileOfTheProjectIsCheckedToo() throws IOException {
    write(".claude-worker.yaml", "server:\n  port: 1\n");

    assertThat(problems()).contains(".claude-worker.yaml, line 2: a project cannot set 'server.port'");
  }

  @Test
  void twoFilesAreAProblemThatIsTold() throws IOException {
    write("config.yaml", "");
    write("config.json", "{}");

    assertThat(problems()).contains("keep one of them");
  }

  @Test
  void thePlaceOfTheLogIsToldAsTheServerWouldFindIt() throws IOException {
    assertThat(run("log").json().text("path")).hasValue(home + "/claude-worker.log");
    write("config.yaml", "log:\n  directory: ~/logs\n");
    assertThat(run("log").json().text("path")).hasValue(home + "/logs/claude-worker.log");
    environment.put("CLAUDE_WORKER_LOG_DIR", "/var/log/worker");
    assertThat(run("log").json().text("path")).hasValue("/var/log/worker/claude-worker.log");
  }

  @Test
  void thePathIsToldWhetherTheFileExistsOrNot() throws IOException {
    assertThat(run("path").text()).isEqualTo("{\"path\":\"" + home + "/config.yaml\",\"exists\":false}");
    write("config.json", "{}");
    assertThat(run("path").text()).isEqualTo("{\"path\":\"" + home + "/config.json\",\"exists\":true}");
    write("config.yaml", "");
    assertThat(run("path").json().text("detail").orElseThrow()).contains("keep one of them");
  }

  private String problems() {
    ToolAnswer answer = run("validate", home.toString());
    var problems = (JsonArray) answer.json().get("problems").orElseThrow();
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.json().get("valid")).hasValue(new JsonBoolean(problems.items().isEmpty()));
    return problems.items().stream().map(problem -> ((JsonString) problem).text()).collect(Collectors.joining("\n"));
  }

  private ToolAnswer run(String... words) {
    return ToolAnswer.of(new ConfigTool(environment), words);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(home.resolve(name), text);
  }

  private static String entry(JsonObject shown, String name) {
    return ((JsonArray) shown.get("keys").orElseThrow()).items()
        .stream()
        .map(item -> (JsonObject) item)
        .filter(item -> item.text("name").equals(Optional.of(name)))
        .map(item -> new JacksonJsonCodec().print(item))
        .findFirst()
        .orElseThrow();
  }
}
