package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.testkit.storage.StorageContract;
import dev.claudeworker.spi.testkit.storage.StorageFixture;
import java.util.Set;

/** The kit on a store that several servers use at once and that keeps everything. */
final class SharedMemoryTest extends StorageContract {

  @Override
  protected StorageFixture newFixture() {
    return new KeptMemory(Set.of(StorageCapability.DURABLE, StorageCapability.SHARED)) {
      @Override
      public Storage open() {
        return new Handle(() -> {});
      }
    };
  }
}
