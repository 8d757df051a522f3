package {{package}};

import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.storage.StorageContract;
import dev.claudeworker.spi.testkit.storage.StorageFixture;
import java.time.Duration;

/** The storage keeps the whole contract: every concern is a nested class, which can be run by itself. */
final class {{class}}StorageTest extends StorageContract {

  /** A fresh place for every test: a directory, a schema, or, as here, nothing but a clock. */
  @Override
  protected StorageFixture newFixture() {
    return new Place(new SettableClock());
  }

  private record Place(SettableClock clock) implements StorageFixture {

    /** Called again to see what a restart finds: a storage that is not durable begins empty. */
    @Override
    public Storage open() {
      return new {{class}}Storage(clock);
    }

    @Override
    public void passTime(Duration by) {
      clock.advance(by);
    }

    @Override
    public void close() {}
  }
}
