package dev.claudeworker.plugin.h2;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.testkit.FakePluginContext;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.storage.StorageFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A home directory of its own with a database in it. */
final class H2Fixture implements StorageFixture {

  private final Path home;
  private final SettableClock clock = new SettableClock();

  private H2Fixture(Path home) {
    this.home = home;
  }

  /** A home without a database. */
  static H2Fixture empty() throws IOException {
    return new H2Fixture(Files.createTempDirectory("claude-worker-h2-"));
  }

  /** A home with a new database: a copy of one that was made once, because making one takes a while. */
  static H2Fixture fresh() throws IOException {
    H2Fixture fixture = empty();
    Path data = Files.createDirectory(fixture.home.resolve("data"));
    Files.write(data.resolve("claude-worker.mv.db"), Template.CONTENT);
    return fixture;
  }

  /** The bytes of a new database. */
  private static final class Template {

    static final byte[] CONTENT = make();

    private static byte[] make() {
      try (H2Fixture fixture = empty()) {
        fixture.open().close();
        return Files.readAllBytes(fixture.home.resolve("data").resolve("claude-worker.mv.db"));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  Path home() {
    return home;
  }

  @Override
  public Storage open() {
    return open(JsonObject.EMPTY);
  }

  Storage open(JsonObject section) {
    return new H2StorageFactory().create(config(section), context(home, clock));
  }

  /** What an inspection tells of the database in this home. */
  Optional<JsonObject> inspect(JsonObject section) {
    return new H2StorageFactory().inspect(config(section), context(home, clock));
  }

  /** A section of the configuration as a server reads it, with the defaults of the schema. */
  static PluginConfig config(JsonObject section) {
    Path here = Path.of("").toAbsolutePath();
    return new ConfigReader(here, here).read(H2Settings.SCHEMA, section, "test")
        .orThrow(ErrorCode.configuration("test"));
  }

  static PluginContext context(Path home, InstantSource clock) {
    return new FakePluginContext("storage-h2", home, clock, new JacksonJsonCodec(), Map.of());
  }

  @Override
  public void passTime(Duration by) {
    clock.advance(by);
  }

  @Override
  public void close() {
    try (Stream<Path> tree = Files.walk(home)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
