package dev.claudeworker.stream;

/** The reader of a stream is gone, or takes nothing any more. */
public final class StreamClosedException extends Exception {

  /**
   * Creates the exception.
   *
   * @param message which of both
   */
  public StreamClosedException(String message) {
    super(message);
  }
}
