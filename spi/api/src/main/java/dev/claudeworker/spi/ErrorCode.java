package dev.claudeworker.spi;

/**
 * What went wrong, as a stable word that scripts can compare. Stored and shown as text, so a code of a newer plugin is
 * never fatal to an older reader.
 *
 * @param code lower case words joined by underscores, for example {@code model_not_found}; at most 64 characters
 * @param category who can do something about it
 * @param retryHelps whether trying the same again later can succeed
 */
public record ErrorCode(String code, ErrorCategory category, boolean retryHelps) {

  /** Checks the form of the code. */
  public ErrorCode {
    if (!code.matches("[a-z][a-z0-9_]{0,63}")) {
      throw new IllegalArgumentException("not an error code: '" + code + "'; use lower case words joined by '_'");
    }
  }

  /**
   * A code of the category USER; the same request fails again.
   *
   * @param code the word
   * @return the code
   */
  public static ErrorCode user(String code) {
    return new ErrorCode(code, ErrorCategory.USER, false);
  }

  /**
   * A code of the category CONFIGURATION; a retry without a change fails again.
   *
   * @param code the word
   * @return the code
   */
  public static ErrorCode configuration(String code) {
    return new ErrorCode(code, ErrorCategory.CONFIGURATION, false);
  }

  /**
   * A code of the category EXTERNAL for which a retry helps.
   *
   * @param code the word
   * @return the code
   */
  public static ErrorCode external(String code) {
    return new ErrorCode(code, ErrorCategory.EXTERNAL, true);
  }

  /**
   * A code of the category RESOURCES for which a retry helps.
   *
   * @param code the word
   * @return the code
   */
  public static ErrorCode resources(String code) {
    return new ErrorCode(code, ErrorCategory.RESOURCES, true);
  }

  /**
   * A code of the category INTERNAL; a retry does not help.
   *
   * @param code the word
   * @return the code
   */
  public static ErrorCode internal(String code) {
    return new ErrorCode(code, ErrorCategory.INTERNAL, false);
  }
}
