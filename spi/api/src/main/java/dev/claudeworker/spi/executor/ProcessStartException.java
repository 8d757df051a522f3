package dev.claudeworker.spi.executor;

import java.io.Serial;

/** A child could not be started. Says which of the possible reasons it was, since the operating system does not. */
public final class ProcessStartException extends Exception {

  @Serial
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why a child could not be started. */
  public enum Reason {
    /** The program is not there. */
    PROGRAM_NOT_FOUND,
    /** The program may not be executed. */
    PROGRAM_NOT_EXECUTABLE,
    /** The working directory is absent, a file, or may not be entered. */
    BAD_DIRECTORY,
    /** The machine has no room for another process or file now. */
    RESOURCES,
    /** The attempt was already begun and its child can never start. */
    NEVER_STARTED,
    /** Machine and process are gone: nothing is known about the child. */
    LOST,
    /** Anything else. */
    OTHER
  }

  /**
   * Creates the exception.
   *
   * @param reason why
   * @param message what was tried and what was found
   */
  public ProcessStartException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * Why it could not be started.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
