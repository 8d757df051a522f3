package dev.claudeworker.spi.testkit.storage;

import dev.claudeworker.spi.storage.Storage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** One part of the contract. Opens a fresh storage for every test. */
@Timeout(value = StorageConcern.TIMEOUT_SECONDS, unit = TimeUnit.SECONDS)
public abstract class StorageConcern {

  /** No test takes longer, also on a slow machine with a real disk. */
  static final long TIMEOUT_SECONDS = 120;

  private StorageFixture fixture;
  private StorageDriver store;

  /** For subclasses. */
  protected StorageConcern() {}

  /**
   * Makes the place of one test's storage.
   *
   * @return a new, empty place
   * @throws Exception if it cannot be made
   */
  protected abstract StorageFixture newFixture() throws Exception;

  @BeforeEach
  final void openStorage() throws Exception {
    fixture = newFixture();
    store = new StorageDriver(fixture.open());
  }

  @AfterEach
  final void closeStorage() {
    try (StorageFixture place = fixture;
        Storage storage = store.storage()) {
      assert place != null && storage != null;
    }
  }

  /** The place of this test. */
  final StorageFixture fixture() {
    return fixture;
  }

  /** The open storage of this test. */
  final StorageDriver store() {
    return store;
  }

  /** Closes the storage and opens its place again. */
  final StorageDriver reopen() {
    store.storage().close();
    store = new StorageDriver(fixture.open());
    return store;
  }
}
