package dev.claudeworker;

/** How the server's process ends. */
enum ExitCode {
  /** It was asked to stop and did. */
  STOPPED(0),
  /** It could not start or not go on. */
  FAILED(1),
  /** Its arguments or its configuration are wrong. */
  BAD_USAGE(2),
  /** Another server works in the same home. */
  ALREADY_RUNNING(6),
  /** It is to be started again with its new configuration or program; the launcher does. */
  START_AGAIN(75);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
