package dev.claudeworker.config;

/** Where values come from, the strongest first. A file of the project comes between environment and user file. */
public enum Layer {
  /** Command-line flags. */
  FLAG,
  /** Environment variables. */
  ENVIRONMENT,
  /** {@code config.yaml} or {@code config.json} in the home. */
  USER_FILE,
  /** The table of keys. */
  DEFAULT
}
