package dev.claudeworker.plugin.postgres;

import dev.claudeworker.plugin.postgres.PostgresSettings.Limits;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.StorageScratch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A database of its own beside the configured one. Not a schema in that: notifications and advisory locks belong to a whole
 * database, so the servers of the two would hear and block each other.
 */
final class PostgresScratch implements StorageScratch {

  static final String PREFIX = "claude_worker_scratch_";
  static final ErrorCode NO_RIGHT = ErrorCode.configuration("storage_scratch");

  private static final String DENIED = "42501";

  private final PostgresAddress configured;
  private final String name;
  private final List<String> warnings;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PostgresScratch(PostgresAddress configured, String name, List<String> warnings) {
    this.configured = configured;
    this.name = name;
    this.warnings = warnings;
  }

  static PostgresScratch make(PostgresSettings settings, PluginContext context) {
    PostgresAddress address = PostgresAddress.of(settings);
    String name = PREFIX + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = address.unlimited().getConnection(); Statement sql = connection.createStatement()) {
      List<String> warnings = warnings(sql);
      sql.execute("CREATE DATABASE " + name);
      sql.execute("COMMENT ON DATABASE " + name + " IS 'Scratch of claude-worker, made " + context.clock().instant()
          + "; may be dropped when that does not run any more.'");
      return new PostgresScratch(address, name, warnings);
    } catch (SQLException failure) {
      if (DENIED.equals(failure.getSQLState())) {
        throw new WorkerException(
            NO_RIGHT,
            "the user of the database " + address.place() + " may not make a scratch database beside it",
            "let it for that long: ALTER ROLE ... CREATEDB, and afterwards NOCREATEDB", failure);
      }
      throw PostgresFailures.explain(failure, address.place());
    }
  }

  private static List<String> warnings(Statement sql) throws SQLException {
    List<String> warnings = new ArrayList<>();
    if (value(sql, "fsync").equals("off")) {
      warnings.add("fsync is off in PostgreSQL: after a power cut its databases may be damaged or gone");
    }
    if (value(sql, "synchronous_commit").equals("off")) {
      warnings
          .add("synchronous_commit is off in PostgreSQL: a crash of it loses the last commits that it acknowledged");
    }
    return List.copyOf(warnings);
  }

  private static String value(Statement sql, String setting) throws SQLException {
    try (ResultSet row = sql.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public String place() {
    String place = configured.place();
    return place.substring(0, place.lastIndexOf('/') + 1) + name;
  }

  @Override
  public JsonObject section() {
    PostgresSettings settings = configured.settings();
    Limits limits = settings.limits();
    JsonObject section = JsonObject.EMPTY.with("url", urlOf(configured.url(), name))
        .with("readers", settings.readers())
        .with("pooler", new JsonBoolean(settings.pooler()))
        .with("connect_timeout", text(limits.connect()))
        .with("statement_timeout", text(limits.statement()))
        .with("lock_timeout", text(limits.lock()))
        .with("idle_in_transaction_timeout", text(limits.idle()));
    // The password as it was found: a line of a password file may name the configured database alone.
    for (String key : List.of("user", "password", "sslmode", "sslrootcert")) {
      String value = configured.login().getProperty(key);
      section = value == null ? section : section.with(key, value);
    }
    return section;
  }

  private static String text(Duration duration) {
    return duration.toMillis() + "ms";
  }

  /** The same address with another database, and with its own default schema. */
  static String urlOf(String url, String database) {
    String[] parts = url.split("\\?", 2);
    String path = parts[0];
    String server = path.startsWith("jdbc:postgresql://")
        ? path.replaceFirst("^(jdbc:postgresql://[^/]*).*$", "$1") + "/"
        : "jdbc:postgresql:";
    if (parts.length == 1) {
      return server + database;
    }
    List<String> options = List.of(parts[1].split("&"))
        .stream()
        .filter(option -> !option.startsWith("currentSchema="))
        .toList();
    return server + database + (options.isEmpty() ? "" : "?" + String.join("&", options));
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (Connection connection = configured.unlimited().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    } catch (SQLException failure) {
      throw new WorkerException(
          NO_RIGHT, "the scratch database " + place() + " could not be dropped and is left behind",
          "drop it with: dropdb " + name, failure);
    }
  }
}
