package dev.claudeworker.json;

/**
 * Bounds of one JSON document.
 *
 * @param maxDepth deepest nesting of objects and arrays
 * @param maxLength longest document, in characters
 */
public record JsonLimits(int maxDepth, int maxLength) {

  /** 100 levels, 64 Mi characters: more than the largest request body may hold. */
  public static final JsonLimits DEFAULT = new JsonLimits(100, 64 * 1024 * 1024);
}
