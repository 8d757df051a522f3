package dev.claudeworker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.plugins.ConfigReading;
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

class PluginSectionsTest {

  private static final ConfigSchema SCHEMA = ConfigSchema.of(
      ConfigKey.optional("path", ConfigType.PATH, "Where."),
      ConfigKey.withDefault("size", ConfigType.INTEGER, "3", "How large.").between(1, 9),
      ConfigKey.optional("names", ConfigType.TEXT_MAP, "Names."));

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

  private PluginSections load(Map<String, String> environment) throws ConfigurationException {
    return ConfigurationLoader.load(Map.of(), environment, home, Path.of("/home/someone")).plugins();
  }

  private void write(String text) throws Exception {
    Files.writeString(home.resolve("config.yaml"), text);
  }
}
