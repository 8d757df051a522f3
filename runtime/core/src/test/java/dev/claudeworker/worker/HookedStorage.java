package dev.claudeworker.worker;

import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.util.Set;

/** A storage whose groups the test can hold up, fail or look at, and that can pass for one that servers share. */
final class HookedStorage extends ForwardingStorage {

  /** What happens to a group. */
  interface Hook {
    GroupResult apply(Group group, Storage storage);
  }

  private final Storage storage;
  private volatile Hook hook = (group, rows) -> rows.apply(group);
  private volatile boolean shared;

  HookedStorage(Storage storage) {
    super(storage);
    this.storage = storage;
  }

  void onApply(Hook wanted) {
    hook = wanted;
  }

  /** From now on it says that several servers use it. */
  void share() {
    shared = true;
  }

  @Override
  public GroupResult apply(Group group) {
    return hook.apply(group, storage);
  }

  @Override
  public StorageInfo info() {
    StorageInfo info = storage.info();
    return shared
        ? new StorageInfo(info.kind(), info.storeId(), info.epoch(), info.schemaVersion(),
            Set.of(StorageCapability.SHARED), info.details())
        : info;
  }
}
