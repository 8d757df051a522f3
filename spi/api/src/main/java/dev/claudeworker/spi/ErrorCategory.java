package dev.claudeworker.spi;

/** Who can do something about an error. */
public enum ErrorCategory {
  /** The request or the task itself is wrong; its author can mend it. */
  USER,
  /** Something is set up wrongly: a missing program, a bad key, a login that ran out. */
  CONFIGURATION,
  /** A service outside failed or refused: network, API, rate limit. */
  EXTERNAL,
  /** The machine ran short: memory, disk, processes, time. */
  RESOURCES,
  /** A fault of this program or of a plugin. */
  INTERNAL
}
