package dev.claudeworker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugins.FactoryKind;
import dev.claudeworker.plugins.OfferedSchema;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownVariablesTest {

  private static final List<OfferedSchema> OFFERED = List.of(
      new OfferedSchema("my-plugin", FactoryKind.EXECUTOR,
          ConfigSchema.of(ConfigKey.optional("size", ConfigType.INTEGER, "How large."))));

  @ParameterizedTest
  @CsvSource({
    "CLAUDE_WORKER_PROT, CLAUDE_WORKER_PORT",
    "CLAUDE_WORKER_MAXWORKERS, CLAUDE_WORKER_MAX_WORKERS",
    "CLAUDE_WORKER_HOEM, CLAUDE_WORKER_HOME",
    "CLAUDE_WORKER_ENABLE_SOUND, CLAUDE_WORKER_ENABLE_SOUNDS",
    "CLAUDE_WORKER_ACCES_TOKEN, CLAUDE_WORKER_ACCESS_TOKEN",
    "CLAUDE_WORKER_SEVER_PORT, CLAUDE_WORKER_SERVER_PORT",
    "CLAUDE_WORKER_SERVER_URI, CLAUDE_WORKER_SERVER_URL",
    "CLAUDE_WORKER_LOGDIR, CLAUDE_WORKER_LOG_DIR"})
  void aTypingErrorIsRefusedWithTheNearestName(String variable, String nearest) {
    UnknownVariables unknown = UnknownVariables.ofServer(Map.of(variable, "1"));

    assertThat(unknown.refused()).containsExactly(
        "the environment variable " + variable + " names no key of the configuration. Did you mean " + nearest + "?");
    assertThat(unknown.told()).isEmpty();
  }

  @Test
  void whatBeginsLikeASectionIsRefusedAlsoIfNothingIsNear() {
    assertThat(UnknownVariables.ofServer(Map.of("CLAUDE_WORKER_SERVER_SOMETHING_VERY_DIFFERENT", "1")).refused())
        .containsExactly("the environment variable CLAUDE_WORKER_SERVER_SOMETHING_VERY_DIFFERENT names no key of the"
            + " configuration.");
  }

  /** Somebody may have variables of his own that begin so. */
  @Test
  void whatResemblesNothingIsOnlyTold() {
    UnknownVariables unknown = UnknownVariables.ofServer(Map.of("CLAUDE_WORKER_OF_MY_TEAM", "1"));

    assertThat(unknown.refused()).isEmpty();
    assertThat(unknown.told()).singleElement().asString().contains("CLAUDE_WORKER_OF_MY_TEAM");
  }

  @Test
  void everyVariableThatIsUsedIsKnown() {
    Map<String, String> all = new TreeMap<>();
    OtherVariables.OF_PEOPLE.forEach(name -> all.put(name, "1"));
    OtherVariables.OF_PROGRAM.forEach(name -> all.put(name, "1"));
    KeyTable.KEYS.forEach(key -> key.variables().forEach(name -> all.put(name, "1")));
    all.put("CLAUDE_WORKER_PROT", "");
    all.put("CLAUDE_WORKERS", "1");

    assertThat(UnknownVariables.ofServer(all)).isEqualTo(new UnknownVariables(List.of(), List.of()));
  }

  @Test
  void variablesOfPluginsAreHeldAgainstTheirKeys() {
    assertThat(UnknownVariables.ofPlugins(
        Map.of("CLAUDE_WORKER_PLUGINS_MY_PLUGIN_SIZE", "1", "CLAUDE_WORKER_PLUGINS_TRUST", "strict"), OFFERED))
        .isEqualTo(new UnknownVariables(List.of(), List.of()));
    assertThat(UnknownVariables.ofPlugins(Map.of("CLAUDE_WORKER_PLUGINS_MY_PLUGIN_SIEZ", "1"), OFFERED).refused())
        .singleElement()
        .asString()
        .endsWith("Did you mean CLAUDE_WORKER_PLUGINS_MY_PLUGIN_SIZE?");
    assertThat(
        UnknownVariables.ofPlugins(Map.of("CLAUDE_WORKER_PLUGINS_MY_PLUGIN_WORD_OF_GOD", "1"), OFFERED).refused())
        .hasSize(1);
  }

  @Test
  void thoseOfPluginsThatAreNotLoadedAreOnlyTold() {
    UnknownVariables unknown =
        UnknownVariables.ofPlugins(Map.of("CLAUDE_WORKER_PLUGINS_TAKEN_OUT_FOR_A_WHILE_SIZE", "1"), OFFERED);

    assertThat(unknown.refused()).isEmpty();
    assertThat(unknown.told()).hasSize(1);
  }
}
