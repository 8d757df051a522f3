package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.storage.StorageFixture;
import java.time.Duration;
import java.util.Set;

/** A place in memory that outlives its storages, so that the parts of the kit for databases are tested without one. */
abstract class KeptMemory implements StorageFixture {

  private final SettableClock clock = new SettableClock();
  private final InMemoryStorage rows = new InMemoryStorage(clock);
  private final Set<StorageCapability> capabilities;

  KeptMemory(Set<StorageCapability> capabilities) {
    this.capabilities = capabilities;
  }

  @Override
  public final void passTime(Duration by) {
    clock.advance(by);
  }

  @Override
  public final void close() {
    rows.close();
  }

  /** One opening of the place. */
  final class Handle extends ForwardingStorage {

    private final Runnable closing;

    Handle(Runnable closing) {
      super(rows.reopened());
      this.closing = closing;
    }

    @Override
    public StorageInfo info() {
      StorageInfo info = super.info();
      return new StorageInfo(
          info.kind(), info.storeId(), info.epoch(), info.schemaVersion(), capabilities, info.details());
    }

    @Override
    public void close() {
      super.close();
      closing.run();
    }
  }
}
