/**
 * The contract of storages as tests. A storage shows that it keeps the contract with one class that extends {@link
 * dev.claudeworker.spi.testkit.storage.StorageContract} and supplies a {@link
 * dev.claudeworker.spi.testkit.storage.StorageFixture}. The tests are final: nothing can be left out, except through a
 * {@link dev.claudeworker.spi.storage.StorageCapability}, and then the refusal is tested.
 */
@NullMarked
package dev.claudeworker.spi.testkit.storage;

import org.jspecify.annotations.NullMarked;
