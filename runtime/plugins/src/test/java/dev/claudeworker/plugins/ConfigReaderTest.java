package dev.claudeworker.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.WorkerException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigReaderTest {

  private static final ConfigReader READER = new ConfigReader(Path.of("/home/ada"), Path.of("/base"));
  private static final ErrorCode CODE = ErrorCode.configuration("bad_config");

  @Test
  void aDefaultOfAListHasCommas() {
    var keys = ConfigSchema.of(ConfigKey.withDefault("names", ConfigType.TEXT_LIST, "a,b", "Names."),
        ConfigKey.withDefault("none", ConfigType.TEXT_LIST, "", "No names."));

    var values = READER.read(keys, JsonObject.EMPTY, "file").values();

    assertThat(values.texts("names")).containsExactly("a", "b");
    assertThat(values.texts("none")).isEmpty();
  }

  static Stream<Arguments> goodValues() {
    JsonValue map = new JsonObject(Map.of("A", new JsonString("b")));
    return Stream.of(
        Arguments.of(ConfigType.TEXT, text("x"), "x"),
        Arguments.of(ConfigType.BOOLEAN, new JsonBoolean(true), true),
        Arguments.of(ConfigType.BOOLEAN, text("false"), false),
        Arguments.of(ConfigType.INTEGER, JsonNumber.of(7), 7L),
        Arguments.of(ConfigType.INTEGER, text("-7"), -7L),
        Arguments.of(ConfigType.DECIMAL, text("0.25"), new BigDecimal("0.25")),
        Arguments.of(ConfigType.DURATION, JsonNumber.of(5), Duration.ofSeconds(5)),
        Arguments.of(ConfigType.DURATION, text("500ms"), Duration.ofMillis(500)),
        Arguments.of(ConfigType.DURATION, text("1.5h"), Duration.ofMinutes(90)),
        Arguments.of(ConfigType.SIZE, text("64KB"), 65536L),
        Arguments.of(ConfigType.SIZE, JsonNumber.of(10), 10L),
        Arguments.of(ConfigType.PATH, text("~/data"), Path.of("/home/ada/data")),
        Arguments.of(ConfigType.PATH, text("~"), Path.of("/home/ada")),
        Arguments.of(ConfigType.PATH, text("data/../db"), Path.of("/base/db")),
        Arguments.of(ConfigType.PATH, text("/abs"), Path.of("/abs")),
        Arguments.of(ConfigType.TEXT_LIST, JsonArray.ofTexts(List.of("a", "b")), List.of("a", "b")),
        Arguments.of(ConfigType.TEXT_LIST, text("Bash(git log, x)"), List.of("Bash(git log, x)")),
        Arguments.of(ConfigType.TEXT_MAP, map, Map.of("A", "b")),
        Arguments.of(ConfigType.JSON, map, map));
  }

  @ParameterizedTest
  @MethodSource("goodValues")
  void valueIsConvertedToTheTypeOfItsKey(ConfigType type, JsonValue given, Object expected) {
    ConfigReading reading = read(ConfigKey.optional("key", type, ""), given);

    assertThat(reading.problems()).isEmpty();
    assertThat(get(reading.values(), type)).isEqualTo(expected);
  }

  static Stream<Arguments> badValues() {
    return Stream.of(
        Arguments.of(ConfigType.TEXT, JsonNumber.of(1), "is not a text: 1", "in quotes"),
        Arguments.of(ConfigType.BOOLEAN, text("yes"), "is neither true nor false: 'yes'", "true or false"),
        Arguments.of(ConfigType.INTEGER, text("many"), "is not a number: 'many'", "a whole number"),
        Arguments.of(ConfigType.INTEGER, text("1.5"), "is not a whole number: '1.5'", "a whole number"),
        Arguments.of(ConfigType.INTEGER, text("9223372036854775808"), "is not a whole number", "a whole number"),
        Arguments.of(ConfigType.DECIMAL, new JsonBoolean(true), "is not a number: true", "a number"),
        Arguments.of(ConfigType.DURATION, text("soon"), "is not a duration: 'soon'", "30s"),
        Arguments.of(ConfigType.DURATION, text("5 weeks"), "is not a duration: '5 weeks'", "30s"),
        Arguments.of(ConfigType.SIZE, text("-1KB"), "is not a size: '-1KB'", "10MB"),
        Arguments.of(ConfigType.PATH, text("a\0b"), "is not a path", "a path"),
        Arguments.of(ConfigType.TEXT_LIST, JsonNumber.of(1), "is not a list of texts: 1", "a list of texts"),
        Arguments.of(ConfigType.TEXT_MAP, text("A=b"), "is not a map of names with texts: 'A=b'", "names with texts"));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void valueOfAnotherTypeIsAnErrorThatNamesKeyPlaceAndAllowedValues(
      ConfigType type, JsonValue given, String message, String allowed) {
    ConfigReading reading = read(ConfigKey.optional("key", type, ""), given);

    ConfigProblem problem = reading.problems().getFirst();
    assertThat(problem.key()).isEqualTo("key");
    assertThat(problem.message()).startsWith("'key' in config.yaml ").contains(message);
    assertThat(problem.suggestion()).contains(allowed);
  }

  @ParameterizedTest
  @CsvSource({"INTEGER, 10, true", "INTEGER, 9, false", "INTEGER, 20, true", "INTEGER, 21, false",
    "DURATION, 10ms, true", "DURATION, 9ms, false", "SIZE, 20, true", "SIZE, 21, false",
    "DECIMAL, 20.0, true", "DECIMAL, 20.1, false"})
  void boundsHoldAtTheirEdges(ConfigType type, String given, boolean fits) {
    ConfigReading reading = read(ConfigKey.optional("key", type, "").between(10, 20), text(given));

    assertThat(reading.problems().isEmpty()).as(reading.problems().toString()).isEqualTo(fits);
  }

  @Test
  void unknownKeySuggestsTheNearestAndListsAll() {
    var schema = ConfigSchema.of(
        ConfigKey.optional("max_turns", ConfigType.INTEGER, ""), ConfigKey.optional("allow", ConfigType.TEXT, ""));

    ConfigReading reading = READER.read(schema, JsonObject.EMPTY.with("max_turn", 3), "executor_options");

    assertThat(reading.problems()).singleElement().satisfies(problem -> {
      assertThat(problem.message())
          .isEqualTo("unknown key 'max_turn' in executor_options (known keys: allow, max_turns)");
      assertThat(problem.suggestion()).isEqualTo("Did you mean 'max_turns'?");
    });
  }

  @Test
  void textThatIsNotAllowedListsTheAllowedOnes() {
    ConfigReading reading = read(ConfigKey.optional("key", ConfigType.TEXT, "").oneOf("warn", "fail"), text("fial"));

    assertThat(reading.problems()).singleElement().satisfies(problem -> {
      assertThat(problem.message()).contains("'fial'", "did you mean 'fail'?");
      assertThat(problem.suggestion()).isEqualTo("Write one of warn, fail.");
    });
  }

  @Test
  void defaultAppliesWhenTheKeyIsMissingOrNull() {
    ConfigKey key = ConfigKey.withDefault("key", ConfigType.DURATION, "30s", "");

    assertThat(READER.read(ConfigSchema.of(key), JsonObject.EMPTY, "").values().duration("key"))
        .contains(Duration.ofSeconds(30));
    assertThat(read(key, new JsonNull()).values().duration("key")).contains(Duration.ofSeconds(30));
  }

  @Test
  void missingRequiredKeyIsAnError() {
    ConfigReading reading =
        READER.read(ConfigSchema.of(ConfigKey.optional("url", ConfigType.TEXT, "").asRequired()), JsonObject.EMPTY,
            "x");

    assertThat(reading.problems()).extracting(ConfigProblem::message).containsExactly("'url' in x is missing");
  }

  @Test
  void secretIsNeverShown() {
    ConfigKey key = ConfigKey.optional("key", ConfigType.INTEGER, "").asSecret();

    assertThat(read(key, text("hunter2")).problems()).hasSize(1).asString().doesNotContain("hunter2");
    assertThat(read(key, text("42")).values().toString()).isEqualTo("{key=***}");
  }

  @Test
  void allProblemsComeInOneError() {
    var schema = ConfigSchema.of(
        ConfigKey.optional("one", ConfigType.INTEGER, ""), ConfigKey.optional("two", ConfigType.INTEGER, ""));

    ConfigReading reading = READER.read(schema, JsonObject.EMPTY.with("one", "x").with("two", "y"), "config.yaml");

    assertThatExceptionOfType(WorkerException.class).isThrownBy(() -> reading.orThrow(CODE))
        .withMessage("'one' in config.yaml is not a number: 'x'; 'two' in config.yaml is not a number: 'y'")
        .extracting(WorkerException::suggestion)
        .isEqualTo("Write a whole number.");
  }

  @Test
  void aWholeNumberMayBeAWordWhereOneIsAllowed() {
    ConfigKey key = ConfigKey.optional("key", ConfigType.INTEGER, "").between(0, 9).oneOf("auto");

    assertThat(read(key, new JsonString("auto")).orThrow(CODE).text("key")).contains("auto");
    assertThat(read(key, new JsonString("auto")).orThrow(CODE).integer("key")).isEmpty();
    assertThat(read(key, JsonNumber.of(7)).orThrow(CODE).integer("key")).contains(7L);
    assertThat(read(key, JsonNumber.of(7)).orThrow(CODE).text("key")).isEmpty();
    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> read(key, new JsonString("many")).orThrow(CODE))
        .satisfies(wrong -> assertThat(wrong.suggestion())
            .isEqualTo("Write a whole number, at least 0 and at most 9, or auto."));
  }

  @Test
  void askingForAKeyOfAnotherTypeIsAFaultOfThePlugin() {
    PluginConfig config = read(ConfigKey.optional("key", ConfigType.INTEGER, ""), JsonNumber.of(1)).orThrow(CODE);

    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> config.text("key"));
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> config.integer("other"));
  }

  private static ConfigReading read(ConfigKey key, JsonValue given) {
    return READER.read(ConfigSchema.of(key), JsonObject.EMPTY.with("key", given), "config.yaml");
  }

  private static JsonValue text(String text) {
    return new JsonString(text);
  }

  private static Object get(PluginConfig config, ConfigType type) {
    return switch (type) {
      case TEXT -> config.text("key").orElseThrow();
      case BOOLEAN -> config.bool("key").orElseThrow();
      case INTEGER -> config.integer("key").orElseThrow();
      case DECIMAL -> config.decimal("key").orElseThrow();
      case DURATION -> config.duration("key").orElseThrow();
      case SIZE -> config.sizeBytes("key").orElseThrow();
      case PATH -> config.path("key").orElseThrow();
      case TEXT_LIST -> config.texts("key");
      case TEXT_MAP -> config.textMap("key");
      case JSON -> config.json("key").orElseThrow();
    };
  }
}
