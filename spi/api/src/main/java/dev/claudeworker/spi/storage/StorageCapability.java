package dev.claudeworker.spi.storage;

/** What a storage can do beyond the minimum. The contract kit asserts the refusal where one is missing. */
public enum StorageCapability {
  /** What was acknowledged is there after the process is gone. */
  DURABLE,
  /** Several servers may use it at once. */
  SHARED
}
