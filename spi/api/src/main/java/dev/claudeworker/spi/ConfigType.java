package dev.claudeworker.spi;

/** The type of a configuration value. The runtime converts and checks; the plugin reads it typed. */
public enum ConfigType {
  /** Any text. */
  TEXT,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  /** A whole number. */
  INTEGER,
  /** A number with a fraction, for example an amount in USD. */
  DECIMAL,
  /** A number of seconds, or a number with a unit: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h}, {@code 1d}. */
  DURATION,
  /** A number of bytes, or a number with a unit: {@code 64KB}, {@code 10MB}, {@code 1GB} (powers of 1024). */
  SIZE,
  /** A file system path; a leading {@code ~} is the home of the user. */
  PATH,
  /** A list of texts. */
  TEXT_LIST,
  /** Names with texts. */
  TEXT_MAP,
  /** Any JSON value, checked by the plugin itself. */
  JSON
}
