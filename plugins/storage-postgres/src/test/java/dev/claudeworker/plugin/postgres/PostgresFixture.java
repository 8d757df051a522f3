package dev.claudeworker.plugin.postgres;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageScratch;
import dev.claudeworker.spi.testkit.FakePluginContext;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.storage.StorageFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A database of its own. */
final class PostgresFixture implements StorageFixture {

  private static final Path HOME = Path.of("").toAbsolutePath();

  private final TestServer server = TestServer.shared();
  private final SettableClock clock = new SettableClock();
  private final String database;

  private PostgresFixture(Optional<String> template) {
    database = server.create(template);
  }

  /** Without tables. */
  static PostgresFixture empty() {
    return new PostgresFixture(Optional.empty());
  }

  /** With a new store: a copy of one that was made once, because making one takes a while. */
  static PostgresFixture fresh() {
    return new PostgresFixture(Optional.of(Template.NAME));
  }

  /** The database that is copied. */
  private static final class Template {

    static final String NAME = make();

    private static String make() {
      PostgresFixture fixture = empty();
      fixture.open().close();
      return fixture.database;
    }
  }

  String database() {
    return database;
  }

  JsonObject section() {
    return JsonObject.EMPTY.with("url", server.url(database)).with("user", TestServer.USER);
  }

  @Override
  public Storage open() {
    return open(section());
  }

  /** With a section of the configuration as a server reads it, with the defaults of the schema. */
  Storage open(JsonObject section) {
    return openAt(section, clock);
  }

  /** One that the shared server does not have. */
  static Storage openAt(JsonObject section) {
    return openAt(section, new SettableClock());
  }

  /** A scratch place beside what a section names. */
  StorageScratch scratch(JsonObject section) {
    return new PostgresStorageFactory().scratch(config(section), context(clock)).orElseThrow();
  }

  static PostgresSettings settings(JsonObject section) {
    return PostgresSettings.of(config(section));
  }

  private static PluginConfig config(JsonObject section) {
    return new ConfigReader(HOME, HOME).read(PostgresSettings.SCHEMA, section, "test")
        .orThrow(ErrorCode.configuration("test"));
  }

  private static Storage openAt(JsonObject section, SettableClock clock) {
    return new PostgresStorageFactory().create(config(section), context(clock));
  }

  private static FakePluginContext context(SettableClock clock) {
    return new FakePluginContext("storage-postgres", HOME, clock, new JacksonJsonCodec(), Map.of());
  }

  @Override
  public void passTime(Duration by) {
    server.runIn(
        database,
        "UPDATE attempt SET lease_expires = lease_expires - INTERVAL '" + by.toMillis() + " milliseconds'");
  }

  @Override
  public void close() {
    server.drop(database);
  }
}
