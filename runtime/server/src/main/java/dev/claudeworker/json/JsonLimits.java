package dev.claudeworker.json;

/**
 * Bounds of one JSON document.
 *
 * @param maxDepth deepest nesting of objects and arrays
 * @param maxLength longest document, in characters
 * @param maxExponent largest power of ten of a number, up or down
 */
public record JsonLimits(int maxDepth, int maxLength, int maxExponent) {

  /** 100 levels, 64 Mi characters: more than the largest request body may hold. Numbers of any size. */
  public static final JsonLimits DEFAULT = new JsonLimits(100, 64 * 1024 * 1024, Integer.MAX_VALUE);

  /**
   * For what strangers send: {@code 1e999999999} is short, and would fill the memory as soon as somebody writes it out. So
   * many zeros as a number may have digits are enough.
   */
  public static final JsonLimits REQUEST =
      new JsonLimits(DEFAULT.maxDepth(), DEFAULT.maxLength(), JacksonJsonCodec.MAX_NUMBER_LENGTH);
}
