package dev.claudeworker.plugin.h2;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The configuration of this storage.
 *
 * @param path the database file or its folder; empty = {@code data} in the home directory
 * @param url a JDBC URL instead of a path
 * @param cacheBytes how much of the file is kept in memory
 * @param readers how many reads run at once
 * @param journalBytes how much is kept beside the file before all of it is written
 * @param retention how long overwritten parts of the file are kept
 * @param compactFor how long closing may take to make the file smaller
 */
record H2Settings(
    Optional<Path> path,
    Optional<String> url,
    long cacheBytes,
    int readers,
    long journalBytes,
    Duration retention,
    Duration compactFor) {

  private static final ConfigKey PATH = ConfigKey.optional(
      "path", ConfigType.PATH, "The database file, or the folder it lies in; by default the folder data in the home.");

  private static final ConfigKey URL = ConfigKey.optional(
      "url", ConfigType.TEXT, "A JDBC URL of H2 (jdbc:h2:...) instead of a path.");

  private static final ConfigKey CACHE = ConfigKey
      .withDefault("cache_size", ConfigType.SIZE, "16MB", "How much of the database file is kept in memory.")
      .between(1L << 20, 4L << 30);

  private static final ConfigKey READERS =
      ConfigKey.withDefault("readers", ConfigType.INTEGER, "4", "How many reads run at once.").between(1, 64);

  private static final ConfigKey JOURNAL = ConfigKey
      .withDefault(
          "journal_size", ConfigType.SIZE, "8MB",
          "How much is written into the journal beside the database file before the file itself is written and synced.")
      .between(1L << 20, 1L << 30);

  private static final ConfigKey RETENTION = ConfigKey
      .withDefault(
          "retention_time",
          ConfigType.DURATION,
          "10s",
          "How long overwritten parts of the file are kept before their place is used again.")
      .between(1_000, 600_000);

  private static final ConfigKey COMPACT = ConfigKey
      .withDefault(
          "compact_time", ConfigType.DURATION, "500ms", "How long closing may take to make the database file smaller.")
      .between(0, 600_000);

  static final ConfigSchema SCHEMA = ConfigSchema.of(PATH, URL, CACHE, READERS, JOURNAL, RETENTION, COMPACT);

  static H2Settings of(PluginConfig config) {
    return new H2Settings(
        config.path(PATH.name()),
        config.text(URL.name()),
        config.sizeBytes(CACHE.name()).orElseThrow(),
        Math.toIntExact(config.integer(READERS.name()).orElseThrow()),
        config.sizeBytes(JOURNAL.name()).orElseThrow(),
        config.duration(RETENTION.name()).orElseThrow(),
        config.duration(COMPACT.name()).orElseThrow());
  }

  /** The same, but closing the database never makes its file smaller. */
  H2Settings withoutCompacting() {
    return new H2Settings(path, url, cacheBytes, readers, journalBytes, retention, Duration.ZERO);
  }

  /** What is appended to the URL of the database. */
  String options() {
    return ";DB_CLOSE_ON_EXIT=FALSE"
        // Statements are few and never change: each is parsed once per connection.
        + ";QUERY_CACHE_SIZE=256"
        // A group touches few rows of many tables; with small pages it writes half as much as with H2's 16 KB.
        + ";PAGE_SIZE=4096"
        + ";CACHE_SIZE=" + (cacheBytes >> 10)
        + ";RETENTION_TIME=" + retention.toMillis()
        // See FileCompaction.
        + ";MAX_COMPACT_TIME=0";
  }
}
