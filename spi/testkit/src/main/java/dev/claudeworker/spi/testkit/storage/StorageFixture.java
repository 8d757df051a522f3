package dev.claudeworker.spi.testkit.storage;

import dev.claudeworker.spi.storage.Storage;
import java.time.Duration;

/** The place of one test's storage: a directory, a schema, a piece of memory. Every test has its own. */
public interface StorageFixture extends AutoCloseable {

  /**
   * Opens the storage of this place, and creates it the first time. Called again after it was closed, and, to see what
   * happens, while it is open. A storage that is not durable begins empty, with a new identity, each time.
   *
   * @return the open storage; the test closes it
   */
  Storage open();

  /**
   * Lets time pass on the lease clock. A storage that uses the time of its database moves the ends of all leases back
   * instead.
   *
   * @param by how much, more than zero
   */
  void passTime(Duration by);

  /** Removes the place. The storage is closed. */
  @Override
  void close();
}
