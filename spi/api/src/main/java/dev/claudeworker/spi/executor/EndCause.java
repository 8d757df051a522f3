package dev.claudeworker.spi.executor;

/** Why the runtime ended an attempt or its child. */
public enum EndCause {
  /** A person or tool cancelled the task. */
  CANCELLED,
  /** The attempt took longer than the task's timeout. */
  TIMEOUT,
  /** The child wrote nothing for longer than {@link ProcessSpec#silenceTimeout}. */
  SILENCE,
  /** The child wrote more than {@code attempt.max_output}. */
  OUTPUT_LIMIT,
  /** The lease was lost to another server. */
  LEASE_LOST,
  /** The executor asked for it. */
  EXECUTOR
}
