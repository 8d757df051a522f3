package dev.claudeworker.logging;

/** How lines of logs are written: {@code log.format}. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** One JSON object per line, for programs. */
  JSON
}
