package dev.claudeworker.plugin.h2;

import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.storage.StorageFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
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
    return open(TestConfig.defaults());
  }

  Storage open(TestConfig config) {
    return new H2StorageFactory().create(config, new TestContext(home, clock));
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
