package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Set;
import java.util.UUID;

/**
 * Facts about a storage.
 *
 * @param kind name of its factory
 * @param storeId made once when the store was created; part of attempt directories
 * @param epoch changes on restore, import and failover; part of stream positions
 * @param schemaVersion version of the schema as it stands
 * @param capabilities what it can do beyond the minimum
 * @param details facts for {@code server status} and {@code doctor}: place, size, version; nothing secret
 */
public record StorageInfo(
    String kind,
    UUID storeId,
    String epoch,
    String schemaVersion,
    Set<StorageCapability> capabilities,
    JsonObject details) {

  /** Copies the set. */
  public StorageInfo {
    capabilities = Set.copyOf(capabilities);
  }

  /**
   * Whether several servers may work on it at once.
   *
   * @return whether it is {@link StorageCapability#SHARED}
   */
  public boolean isShared() {
    return capabilities.contains(StorageCapability.SHARED);
  }
}
