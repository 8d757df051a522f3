package dev.claudeworker.retention;

/** What becomes of what the child of an attempt printed, once its result is stored: {@code retention.raw_output}. */
public enum RawOutput {
  /** It stays as it is. */
  KEEP,
  /** It is packed with gzip and can still be read. */
  COMPRESS,
  /** It is removed. */
  DROP
}
