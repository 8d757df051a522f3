package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.testkit.storage.GraphContract;
import dev.claudeworker.spi.testkit.storage.StorageFixture;

final class InMemoryGraphTest extends GraphContract {

  @Override
  protected StorageFixture newFixture() {
    return new InMemoryStorageTest().newFixture();
  }
}
