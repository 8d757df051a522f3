package dev.claudeworker.plugin.postgres;

import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.storage.StorageFixture;
import java.nio.file.Path;
import java.time.Duration;
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

  TestConfig config() {
    return TestConfig.defaults().with("url", server.url(database)).with("user", TestServer.USER);
  }

  @Override
  public Storage open() {
    return open(config());
  }

  Storage open(TestConfig config) {
    return new PostgresStorageFactory().create(config, new TestContext(HOME, clock));
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
