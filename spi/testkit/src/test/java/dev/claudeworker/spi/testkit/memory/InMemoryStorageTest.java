package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.storage.StorageContract;
import dev.claudeworker.spi.testkit.storage.StorageFixture;
import java.time.Duration;

final class InMemoryStorageTest extends StorageContract {

  @Override
  protected StorageFixture newFixture() {
    SettableClock clock = new SettableClock();
    return new StorageFixture() {
      @Override
      public Storage open() {
        return new InMemoryStorage(clock);
      }

      @Override
      public void passTime(Duration by) {
        clock.advance(by);
      }

      @Override
      public void close() {}
    };
  }
}
