package dev.claudeworker.plugin.h2;

import dev.claudeworker.spi.testkit.storage.StorageContract;
import dev.claudeworker.spi.testkit.storage.StorageFixture;

final class H2StorageContractIT extends StorageContract {

  @Override
  protected StorageFixture newFixture() throws Exception {
    return H2Fixture.fresh();
  }
}
