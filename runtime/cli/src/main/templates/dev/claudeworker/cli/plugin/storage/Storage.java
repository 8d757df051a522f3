package {{package}};

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.time.InstantSource;
import java.util.Set;

/**
 * A whole storage from the first build on: it hands every call on to the reference storage of the test kit, which keeps
 * everything in memory. Override one method after the other by yours; when the last is overridden, implement Storage itself.
 */
final class {{class}}Storage extends ForwardingStorage {

  static final String KIND = "{{name}}";

  {{class}}Storage(InstantSource clock) {
    super(new InMemoryStorage(clock));
  }

  /**
   * What it is. Without capabilities it promises nothing over the end of the server; say DURABLE once it keeps that promise, and
   * SHARED if several servers may use it at once: the contract then asks for it.
   */
  @Override
  public StorageInfo info() {
    StorageInfo reference = super.info();
    return new StorageInfo(KIND, reference.storeId(), reference.epoch(), reference.schemaVersion(), Set.of(),
        JsonObject.EMPTY.with("place", "memory; all tasks are gone when the server ends"));
  }
}
