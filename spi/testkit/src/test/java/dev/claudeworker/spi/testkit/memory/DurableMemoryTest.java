package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.testkit.storage.StorageContract;
import dev.claudeworker.spi.testkit.storage.StorageFixture;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The kit on a store that one server at a time may use and that keeps everything. */
final class DurableMemoryTest extends StorageContract {

  @Override
  protected StorageFixture newFixture() {
    AtomicBoolean inUse = new AtomicBoolean();
    return new KeptMemory(Set.of(StorageCapability.DURABLE)) {
      @Override
      public Storage open() {
        if (!inUse.compareAndSet(false, true)) {
          throw new WorkerException(StorageErrors.LOCKED, "another server has this store open", "stop that server");
        }
        return new Handle(() -> inUse.set(false));
      }
    };
  }
}
