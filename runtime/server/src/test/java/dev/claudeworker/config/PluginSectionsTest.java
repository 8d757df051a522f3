package dev.claudeworker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.plugins.ConfigReading;
import dev.claudeworker.plugins.FactoryKind;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginSectionsTest {

  private static final ConfigSchema SCHEMA = ConfigSchema.of(
      ConfigKey.optional("path", ConfigType.PATH, "Where."),
      ConfigKey.withDefault("size", ConfigType.INTEGER, "3", "How large.").between(1, 9),
      ConfigKey.optional("names", ConfigType.TEXT_MAP, "Names."));

  private static final ConfigSchema SECRETS = ConfigSchema.of(
      ConfigKey.optional("token", ConfigType.TEXT, "A token.").asSecret(),
      ConfigKey.optional("other", ConfigType.TEXT, "Another one.").asSecret(),
      ConfigKey.optional("third", ConfigType.TEXT, "A third one.").asSecret(),
      ConfigKey.withDefault("size", ConfigType.INTEGER, "3", "How large."));

  @TempDir
  Path home;

  @Test
  void theFileGivesASectionAndTheEnvironmentWins() throws Exception {
    write("plugins:\n  my-plugin:\n    size: 5\n    path: data\n    names: {a: b}\n");

    ConfigReading reading =
        load(Map.of("CLAUDE_WORKER_PLUGINS_MY_PLUGIN_SIZE", "7")).read("my-plugin", SCHEMA, Set.of(), List.of());

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.values().integer("size")).contains(7L);
    assertThat(reading.values().path("path")).contains(home.resolve("data"));
    assertThat(reading.values().textMap("names")).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void whatIsWrongNamesThePlace() throws Exception {
    write("plugins:\n  my-plugin:\n    size: 10\n    sise: 1\n");

    List<ConfigProblem> problems = load(Map.of()).read("my-plugin", SCHEMA, Set.of(), List.of()).problems();

    assertThat(problems).extracting(ConfigProblem::message)
        .anyMatch(message -> message.contains("config.yaml, line 3"))
        .anyMatch(message -> message.contains("unknown key 'sise' in config.yaml, line 4"));
  }

  @Test
  void keysOfThePluginsOtherFactoriesAreNotUnknown() throws Exception {
    write("plugins:\n  my-plugin:\n    size: 4\n    other: 1\n");

    ConfigReading reading =
        load(Map.of()).read("my-plugin", SCHEMA, Set.of("size", "path", "names", "other"), List.of());

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.values().integer("size")).contains(4L);
  }

  @Test
  void anImpliedValueCountsByItsLayer() throws Exception {
    write("plugins:\n  my-plugin:\n    path: /from/section\n");
    var fromFile = new ImpliedValue("path", "/from/key", new Origin(Layer.DEFAULT, "default"));
    var fromEnvironment = new ImpliedValue("path", "/from/variable", new Origin(Layer.ENVIRONMENT, "CLAUDE_WORKER_DB"));

    assertThat(load(Map.of()).read("my-plugin", SCHEMA, Set.of(), List.of(fromFile)).values().path("path"))
        .contains(Path.of("/from/section"));
    assertThat(load(Map.of()).read("my-plugin", SCHEMA, Set.of(), List.of(fromEnvironment)).values().path("path"))
        .contains(Path.of("/from/variable"));
    assertThat(load(Map.of()).read("other", SCHEMA, Set.of(), List.of(fromFile)).values().path("path"))
        .contains(Path.of("/from/key"));
  }

  @Test
  void theSectionsThatWereGivenAreKnownByName() throws Exception {
    write("plugins:\n  b:\n    x: 1\n  a.y: 2\n");

    assertThat(load(Map.of()).names()).containsExactly("a", "b");
  }

  @Test
  void aSecretMayStandInTheEnvironmentOrInAFile() throws Exception {
    Files.writeString(home.resolve("token.txt"), "from a file\n");
    write("plugins:\n  my-plugin:\n    token: ${env:MY_TOKEN}\n    other: '${file:token.txt}'\n");

    ConfigReading reading =
        load(Map.of("MY_TOKEN", "from the environment")).read("my-plugin", SECRETS, Set.of(), List.of());

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.values().text("token")).contains("from the environment");
    assertThat(reading.values().text("other")).contains("from a file");
  }

  @Test
  void aSecretThatIsNotWhereItShouldBeIsAnErrorThatNamesKeyAndPlace() throws Exception {
    Files.write(home.resolve("large.txt"), new byte[SecretReferences.MAX_FILE_BYTES + 1]);
    write(
        "plugins:\n  my-plugin:\n    token: ${env:ABSENT}\n    other: ${file:absent.txt}\n    third: ${file:large.txt}\n");

    List<ConfigProblem> problems = load(Map.of()).read("my-plugin", SECRETS, Set.of(), List.of()).problems();

    assertThat(problems).extracting(ConfigProblem::message)
        .satisfiesExactlyInAnyOrder(
            message -> assertThat(message).contains("'token' in config.yaml, line 3", "variable ABSENT"),
            message -> assertThat(message).contains("'other' in config.yaml, line 4", "absent.txt", "cannot be read"),
            message -> assertThat(message).contains("'third' in config.yaml, line 5", "larger than 65536 bytes"));
  }

  @Test
  void keysAreDescribedWithTheirOriginAndSecretsMasked() throws Exception {
    write("plugins:\n  my-plugin:\n    token: s3cret\n    other: ${env:OTHER}\n");

    List<ConfiguredKey> keys =
        load(Map.of("CLAUDE_WORKER_PLUGINS_MY_PLUGIN_SIZE", "7")).describe("my-plugin", SECRETS, List.of());

    assertThat(keys).extracting(key -> key.key().name() + " = " + key.value() + " (" + key.origin().place() + ")")
        .containsExactly(
            "token = Optional[JsonString[text=***]] (config.yaml, line 3)",
            "other = Optional[JsonString[text=${env:OTHER}]] (config.yaml, line 4)",
            "third = Optional.empty (default)",
            "size = Optional[JsonNumber[value=7]] (CLAUDE_WORKER_PLUGINS_MY_PLUGIN_SIZE)");
  }

  @Test
  void theSectionOfPluginsHasKeysOfItsOwn() throws Exception {
    write("plugins:\n  dirs: [extra]\n  trust: strict\n  my-plugin:\n    size: 4\n");

    Configuration configuration = ConfigurationLoader.load(
        Map.of(), Map.of("CLAUDE_WORKER_PLUGINS_START_TIMEOUT", "3s"), home, Path.of("/home/someone"));

    assertThat(configuration.section("plugins").texts("dirs")).containsExactly("extra");
    assertThat(configuration.section("plugins").text("trust")).isEqualTo("strict");
    assertThat(configuration.section("plugins").duration("start_timeout")).hasSeconds(3);
    assertThat(configuration.plugins().names()).containsExactly("my-plugin");
  }

  private PluginSections load(Map<String, String> environment) throws ConfigurationException {
    return ConfigurationLoader.load(Map.of(), environment, home, Path.of("/home/someone")).plugins();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      jdbc:postgresql://db.example.org/queue | url
      postgres://a.example.org,b.example.org/queue | url
      postgresql://db.example.org:5433/queue | url
      ~/queue | path
      C:\\queue\\data | path
      /var/lib/queue | path
      """)
  void whereTheDatabaseIsMayBeAnAddressOrAPath(String database, String key) throws Exception {
    Configuration configuration =
        ConfigurationLoader.load(Map.of(), Map.of("CLAUDE_WORKER_STORAGE_DATABASE", database), home, home);

    assertThat(ImpliedValue.of(FactoryKind.STORAGE, configuration)).singleElement()
        .satisfies(implied -> assertThat(implied.key()).isEqualTo(key))
        .satisfies(implied -> assertThat(implied.value()).isEqualTo(database));
  }

  private void write(String text) throws Exception {
    Files.writeString(home.resolve("config.yaml"), text);
  }
}
