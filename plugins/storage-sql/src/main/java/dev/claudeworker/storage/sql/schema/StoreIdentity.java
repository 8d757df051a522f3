package dev.claudeworker.storage.sql.schema;

import java.util.UUID;

/**
 * What a store says about itself.
 *
 * @param storeId made once when the store was created
 * @param epoch changes on restore, import and failover
 * @param schemaVersion version of its schema
 * @param minServerVersion servers below this version must not open it
 */
public record StoreIdentity(UUID storeId, String epoch, int schemaVersion, String minServerVersion) {}
