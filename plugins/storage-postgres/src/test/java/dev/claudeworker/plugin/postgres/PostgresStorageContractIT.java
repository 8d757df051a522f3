package dev.claudeworker.plugin.postgres;

import dev.claudeworker.spi.testkit.storage.StorageContract;
import dev.claudeworker.spi.testkit.storage.StorageFixture;

final class PostgresStorageContractIT extends StorageContract {

  @Override
  protected StorageFixture newFixture() {
    return PostgresFixture.fresh();
  }
}
