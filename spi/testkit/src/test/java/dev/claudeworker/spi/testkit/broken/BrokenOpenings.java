package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Storages that are not what they say they are. */
final class BrokenOpenings {

  private BrokenOpenings() {}

  static List<BrokenStorage> all() {
    return List.of(
        broken("claims to be durable", claiming(StorageCapability.DURABLE), "aReopenedStoreKeepsEverything"),
        broken("claims to be durable", claiming(StorageCapability.DURABLE), "aReopenedStoreGoesOnWhereItWas"),
        broken("claims to be durable", claiming(StorageCapability.DURABLE), "aReopenedStoreRemembersKeysAndLeases"),
        broken("claims to be durable", claiming(StorageCapability.DURABLE), "aSecondOpeningSharesTheStoreOrIsRefused"),
        broken("claims to be shared", claiming(StorageCapability.SHARED), "aSecondOpeningSharesTheStoreOrIsRefused"),
        broken("has one identity for all stores", BrokenOpenings::sameIdentity,
            "aReopenedStoreIsTheSameExactlyIfItIsDurable"),
        broken("has a new identity at every look", BrokenOpenings::newIdentity, "factsAreFilledIn"),
        broken("answers after it was closed", BrokenOpenings::neverCloses,
            "aClosedStoreRefusesEveryCallAndMayBeClosedAgain"));
  }

  private static BrokenStorage broken(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Migrations", test);
  }

  private static UnaryOperator<Storage> claiming(StorageCapability capability) {
    return storage -> infos(storage, info -> new StorageInfo(
        info.kind(), info.storeId(), info.epoch(), info.schemaVersion(), Set.of(capability), info.details()));
  }

  private static Storage sameIdentity(Storage storage) {
    return infos(storage, info -> identified(info, new UUID(1, 1)));
  }

  private static Storage newIdentity(Storage storage) {
    return infos(storage, info -> identified(info, UUID.randomUUID()));
  }

  private static StorageInfo identified(StorageInfo info, UUID id) {
    return new StorageInfo(
        info.kind(), id, info.epoch(), info.schemaVersion(), info.capabilities(), info.details());
  }

  private static Storage infos(Storage storage, UnaryOperator<StorageInfo> change) {
    return new ForwardingStorage(storage) {
      @Override
      public StorageInfo info() {
        return change.apply(super.info());
      }
    };
  }

  private static Storage neverCloses(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public void close() {}
    };
  }
}
