package dev.claudeworker.config;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * All keys of the server's configuration. Everything that shows, checks or documents configuration goes by this table.
 * Plugins bring the keys of their sections {@code plugins.<plugin>} themselves.
 */
public final class KeyTable {

  /** The table, in the order of the reference page. */
  public static final List<Key> KEYS = Stream.of(
      ServerKeys.KEYS, TaskKeys.KEYS, WorkerKeys.KEYS, OrchestrationKeys.KEYS, PluginKeys.KEYS, NotifyKeys.KEYS,
      ToolKeys.KEYS, LogKeys.KEYS, RetentionKeys.KEYS, MetricsKeys.KEYS)
      .flatMap(List::stream)
      .toList();

  private static final SequencedMap<String, ConfigSchema> SCHEMAS = schemas();

  private KeyTable() {}

  private static SequencedMap<String, ConfigSchema> schemas() {
    SequencedMap<String, List<ConfigKey>> bySection = new LinkedHashMap<>();
    KEYS.forEach(key -> bySection.computeIfAbsent(key.section(), _ -> new ArrayList<>()).add(key.key()));
    SequencedMap<String, ConfigSchema> schemas = new LinkedHashMap<>();
    bySection.forEach((section, keys) -> schemas.put(section, new ConfigSchema(keys)));
    return schemas;
  }

  /** The sections with their keys, in the order of the table. */
  static SequencedMap<String, ConfigSchema> sections() {
    return SCHEMAS;
  }

  /**
   * One key.
   *
   * @param name its name in files, for example {@code server.port}
   * @return the key, empty if there is none of that name
   */
  public static Optional<Key> find(String name) {
    return KEYS.stream().filter(key -> key.name().equals(name)).findFirst();
  }
}
