package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.optional;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The keys that a project may set. Whoever writes a repository is not whoever runs it: here is only what shapes a task, nothing
 * that lets it do more, reach further or run something else.
 */
public final class ProjectKeys {

  /** Keys of the server's table, which count for the project's tasks only. */
  private static final List<String> OF_THE_TABLE = List.of(
      "task.default_model", "task.timeout", "retry.attempts", "retry.backoff", "retry.initial_delay",
      "retry.max_delay");

  /** Keys that only projects have. */
  private static final List<Key> OWN = List.of(
      Key.of("task", optional("labels", ConfigType.TEXT_MAP, "Labels of the project's tasks.")),
      // Narrower than what applies without it; everything wider is for the user alone to say.
      Key.of("task", optional("permission_mode", ConfigType.TEXT, "What the project's tasks may do without asking.")
          .oneOf("plan", "default")));

  /** All of them. */
  public static final List<Key> KEYS = Stream.concat(
      OF_THE_TABLE.stream().map(name -> KeyTable.find(name).orElseThrow()), OWN.stream()).toList();

  private ProjectKeys() {}

  static boolean isOfTheTable(String name) {
    return OF_THE_TABLE.contains(name);
  }

  static Map<String, ConfigSchema> sections() {
    Map<String, List<ConfigKey>> keys = new LinkedHashMap<>();
    KEYS.forEach(key -> keys.computeIfAbsent(key.section(), _ -> new ArrayList<>()).add(key.key()));
    Map<String, ConfigSchema> sections = new LinkedHashMap<>();
    keys.forEach((section, list) -> sections.put(section, new ConfigSchema(list)));
    return sections;
  }
}
