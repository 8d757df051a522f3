package dev.claudeworker.tool;

import dev.claudeworker.config.ConfigEdit;
import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.ConfigurationLoader;
import dev.claudeworker.config.CoreConfiguration;
import dev.claudeworker.config.GivenText;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A change of one key in the user's file: checked first, then written at once.
 *
 * @param entry the key
 * @param file the user's file
 * @param userHome what {@code ~} stands for
 */
record ConfigChange(ConfigEntry entry, ConfigurationFile file, Path userHome) {

  /**
   * Makes the change.
   *
   * @param text the new value as a person writes it
   * @param hidden whether it came by a way that others on this machine cannot see
   */
  JsonObject to(String text, boolean hidden) throws ToolRefusal, ConfigurationException, IOException {
    if (entry.key().secret() && !hidden) {
      throw new ToolRefusal(
          ToolRefusal.USAGE,
          entry.name() + " is secret, and arguments of a command are visible to everybody on this machine",
          "Leave the value out: it is asked for, or read from standard input.");
    }
    JsonValue value = GivenText.value(entry.key().type(), text);
    check(value);
    String edited = ConfigEdit.set(file.path(), file.text(), entry.name(), value);
    checkWithTheOthers(edited);
    file.write(edited);
    return new ObjectBuilder().put("name", entry.name()).put("file", file.path().toString()).build();
  }

  private void check(JsonValue value) throws ToolRefusal {
    Path folder = Optional.ofNullable(file.path().getParent()).orElse(file.path());
    List<ConfigProblem> problems = new ConfigReader(userHome, folder)
        .read(new ConfigSchema(List.of(entry.key())), JsonObject.EMPTY.with(entry.key().name(), value), "the command")
        .problems();
    if (!problems.isEmpty()) {
      throw new ToolRefusal(
          ToolRefusal.USAGE,
          problems.stream().map(ConfigProblem::message).collect(Collectors.joining("\n")) + " (" + entry.name() + ")",
          problems.getFirst().suggestion());
    }
  }

  /** A file with other mistakes can still be corrected key by key; a new contradiction between two keys is refused. */
  private void checkWithTheOthers(String edited) throws ConfigurationException {
    Configuration configuration;
    try {
      configuration = ConfigurationLoader.check(file.path(), edited, userHome);
    } catch (ConfigurationException otherMistakes) {
      return;
    }
    CoreConfiguration.check(configuration);
  }
}
