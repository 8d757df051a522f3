package dev.claudeworker.attempt;

/** How much of an attempt's log to read. */
public enum LogLevel {
  /** The few steps a person wants to see. */
  SUMMARY,
  /** Everything. */
  DETAILED
}
