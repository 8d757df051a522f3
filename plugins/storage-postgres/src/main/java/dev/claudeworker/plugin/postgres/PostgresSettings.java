package dev.claudeworker.plugin.postgres;

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
 * @param url where the database is
 * @param user who logs in
 * @param password how it proves that; secret
 * @param passwordFile a file that holds nothing but the password
 * @param passFile a file of passwords in psql's form
 * @param sslMode how much TLS is asked for, in libpq's words
 * @param sslRootCertificate certificates that the server's must descend from
 * @param readers how many reads run at once
 * @param pooler whether a connection pooler in transaction mode stands in between
 * @param limits how long things may take
 */
record PostgresSettings(
    Optional<String> url,
    Optional<String> user,
    Optional<String> password,
    Optional<Path> passwordFile,
    Optional<Path> passFile,
    Optional<String> sslMode,
    Optional<Path> sslRootCertificate,
    int readers,
    boolean pooler,
    Limits limits) {

  private static final ConfigKey URL = ConfigKey.optional(
      "url", ConfigType.TEXT, "Where the database is: jdbc:postgresql://HOST:PORT/DATABASE. storage.database sets it.")
      .asSecret();
  private static final ConfigKey USER = ConfigKey.optional(
      "user", ConfigType.TEXT, "The user that logs in; by default the one of the address, else that of the system.");
  private static final ConfigKey PASSWORD = ConfigKey.optional(
      "password", ConfigType.TEXT, "Its password. Without one a password file is looked into.").asSecret();
  private static final ConfigKey PASSWORD_FILE = ConfigKey.optional(
      "password_file", ConfigType.PATH, "A file that holds nothing but the password, as secrets of containers do.");
  private static final ConfigKey PASSFILE = ConfigKey.optional(
      "passfile", ConfigType.PATH, "A password file in the form that psql reads; by default ~/.pgpass.");
  private static final ConfigKey SSL_MODE = ConfigKey
      .optional("sslmode", ConfigType.TEXT, "How much TLS is asked for, as psql means it; by default prefer.")
      .oneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
  private static final ConfigKey SSL_ROOT = ConfigKey.optional(
      "sslrootcert", ConfigType.PATH,
      "Certificates that the server's must descend from, for verify-ca and verify-full.");
  private static final ConfigKey READERS =
      ConfigKey.withDefault("readers", ConfigType.INTEGER, "4", "How many reads run at once.").between(1, 64);
  private static final ConfigKey POOLER = ConfigKey.withDefault(
      "pooler", ConfigType.BOOLEAN, "false",
      "Whether pgbouncer or the like in transaction mode stands in between: nothing is then kept in a session.");
  private static final ConfigKey CONNECT = ConfigKey
      .withDefault("connect_timeout", ConfigType.DURATION, "10s", "How long connecting may take.")
      .between(1_000, 600_000);
  private static final ConfigKey STATEMENT = ConfigKey
      .withDefault("statement_timeout", ConfigType.DURATION, "30s", "How long one statement may take.")
      .between(1_000, 3_600_000);
  private static final ConfigKey LOCK = ConfigKey
      .withDefault("lock_timeout", ConfigType.DURATION, "5s", "How long a statement waits for a row of another server.")
      .between(100, 600_000);
  private static final ConfigKey IDLE = ConfigKey
      .withDefault(
          "idle_in_transaction_timeout", ConfigType.DURATION, "5s",
          "How long a transaction may stand still before the database ends it, so that a frozen server holds up nobody.")
      .between(1_000, 600_000);

  static final ConfigSchema SCHEMA = ConfigSchema.of(
      URL, USER, PASSWORD, PASSWORD_FILE, PASSFILE, SSL_MODE, SSL_ROOT, READERS, POOLER, CONNECT, STATEMENT, LOCK,
      IDLE);

  /**
   * How long things may take.
   *
   * @param connect connecting
   * @param statement one statement
   * @param lock waiting for a row
   * @param idle standing still in a transaction
   */
  record Limits(Duration connect, Duration statement, Duration lock, Duration idle) {}

  static PostgresSettings of(PluginConfig config) {
    return new PostgresSettings(
        config.text(URL.name()),
        config.text(USER.name()),
        config.text(PASSWORD.name()),
        config.path(PASSWORD_FILE.name()),
        config.path(PASSFILE.name()),
        config.text(SSL_MODE.name()),
        config.path(SSL_ROOT.name()),
        Math.toIntExact(config.integer(READERS.name()).orElseThrow()),
        config.bool(POOLER.name()).orElseThrow(),
        new Limits(
            config.duration(CONNECT.name()).orElseThrow(),
            config.duration(STATEMENT.name()).orElseThrow(),
            config.duration(LOCK.name()).orElseThrow(),
            config.duration(IDLE.name()).orElseThrow()));
  }

  /** Nothing secret. */
  @Override
  public String toString() {
    return "PostgresSettings[readers=" + readers + ", pooler=" + pooler + ", limits=" + limits + "]";
  }
}
