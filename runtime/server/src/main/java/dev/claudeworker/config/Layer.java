package dev.claudeworker.config;

/** Where values come from, the strongest first. */
public enum Layer {
  /** Command-line flags. */
  FLAG,
  /** Environment variables. */
  ENVIRONMENT,
  /** {@code .claude-worker.yaml} of the project in whose directory a task runs. */
  PROJECT_FILE,
  /** {@code config.yaml} or {@code config.json} in the home. */
  USER_FILE,
  /** The table of keys. */
  DEFAULT
}
