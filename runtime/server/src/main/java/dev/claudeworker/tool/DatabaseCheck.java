package dev.claudeworker.tool;

import dev.claudeworker.OfflineStorages;
import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks whether a server could open its database, by asking the storage plugin; nothing is changed.
 *
 * @param home the home, existing or not
 * @param configuration its configuration
 * @param userHome what {@code ~} stands for
 * @param environment the environment of the command
 */
record DatabaseCheck(HomeDirectory home, Configuration configuration, Path userHome, Map<String, String> environment) {

  private static final String NAME = "database";

  /** What can be told while a server has it: it is in use, so it opens. */
  Check inUse() {
    return Check.ok(NAME, type() + ", in use by the server");
  }

  Check look(PluginRegistry registry) {
    if (registry.storageFactories().find(type()).isEmpty()) {
      return Check.problem(NAME, "no plugin provides the storage '" + type() + "'",
          "Set storage.type to one of: " + String.join(", ", registry.storageFactories().names()) + ".");
    }
    if (!Files.isDirectory(home.path())) {
      return Check.ok(NAME, "none yet");
    }
    try {
      Optional<Check> unusable = unusable();
      return unusable.isPresent() ? unusable.get() : asked(registry);
    } catch (IOException | UncheckedIOException failed) {
      return Check.problem(NAME, "it cannot be looked at: " + failed.getMessage(), "Correct its owner and mode.");
    } catch (WorkerException refused) {
      return Check.problem(NAME, String.valueOf(refused.getMessage()), refused.suggestion());
    }
  }

  private Check asked(PluginRegistry registry) {
    try {
      return new OfflineStorages(registry, home, userHome, environment).inspect(configuration)
          .map(this::found)
          .orElseGet(this::nothingFound);
    } catch (ConfigurationException _) {
      return Check.problem(NAME, "it was not looked at: its configuration is wrong", "Correct that first.");
    }
  }

  private Check found(JsonObject facts) {
    List<String> parts = new ArrayList<>(List.of(type()));
    facts.text("schema_version").ifPresent(version -> parts.add("schema " + version));
    facts.text("place").ifPresent(parts::add);
    return Check.ok(NAME, String.join(", ", parts) + facts.text("remark").map(remark -> ". " + remark).orElse(""));
  }

  private Check nothingFound() {
    return configuration.section("storage")
        .optionalText("database")
        .map(_ -> Check.ok(NAME, type() + ", kept where storage.database says ("
            + configuration.origin("storage.database").place() + "); nothing is there yet, or it cannot be told"))
        .orElseGet(() -> Check.ok(NAME, "none yet"));
  }

  /** Files of the home that this user may not use; the plugin would say it less clearly. */
  private Optional<Check> unusable() throws IOException {
    if (!Files.isDirectory(home.data())) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(home.data())) {
      return files.filter(Files::isRegularFile)
          .filter(file -> !Files.isReadable(file) || !Files.isWritable(file))
          .findFirst()
          .map(file -> Check.problem(NAME, file + " cannot be read and written", "Correct its owner and mode."));
    }
  }

  private String type() {
    return configuration.section("storage").text("type");
  }
}
