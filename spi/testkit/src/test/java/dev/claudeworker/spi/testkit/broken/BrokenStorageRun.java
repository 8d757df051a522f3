package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import dev.claudeworker.spi.testkit.storage.StorageContract;
import dev.claudeworker.spi.testkit.storage.StorageFixture;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The contract on whatever storage the starting thread has put here. Only ever started by {@link BrokenStorageTest}. */
final class BrokenStorageRun extends StorageContract {

  static final ThreadLocal<UnaryOperator<Storage>> WRAP = ThreadLocal.withInitial(UnaryOperator::identity);

  @Override
  protected StorageFixture newFixture() {
    SettableClock clock = new SettableClock();
    UnaryOperator<Storage> wrap = WRAP.get();
    return new StorageFixture() {
      @Override
      public Storage open() {
        return wrap.apply(new InMemoryStorage(clock));
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
