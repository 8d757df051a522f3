package dev.claudeworker.spi;

import java.io.Serial;

/**
 * A failure that a person meets: what happened and why (the message), and what to do next (the suggestion). Neither may
 * hold a secret.
 */
public final class WorkerException extends RuntimeException {

  @Serial
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode errorCode;
  private final String suggestion;

  /**
   * Creates a failure without a cause.
   *
   * @param errorCode the stable code
   * @param message what happened and why, one sentence or two
   * @param suggestion what to do next
   */
  public WorkerException(ErrorCode errorCode, String message, String suggestion) {
    super(message);
    this.errorCode = errorCode;
    this.suggestion = suggestion;
  }

  /**
   * Creates a failure with a cause.
   *
   * @param errorCode the stable code
   * @param message what happened and why, one sentence or two
   * @param suggestion what to do next
   * @param cause the technical cause, for the log
   */
  public WorkerException(ErrorCode errorCode, String message, String suggestion, Throwable cause) {
    super(message, cause);
    this.errorCode = errorCode;
    this.suggestion = suggestion;
  }

  /**
   * The stable code.
   *
   * @return the code
   */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /**
   * What to do next.
   *
   * @return a sentence for the person who meets this
   */
  public String suggestion() {
    return suggestion;
  }
}
