package dev.claudeworker.spi;

import java.io.Serial;

/** Text that is not JSON. The message names line and column, never the text itself (it may hold secrets). */
public final class JsonSyntaxException extends RuntimeException {

  @Serial
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong and where
   */
  public JsonSyntaxException(String message) {
    super(message);
  }
}
