package dev.claudeworker.plugin.claudecli.stream;

/**
 * Tokens of one or more answers.
 *
 * @param input read, without the cached ones
 * @param output written
 * @param cacheRead read from the provider's cache
 * @param cacheWrite written to it
 */
public record TokenCount(long input, long output, long cacheRead, long cacheWrite) {

  /** None. */
  public static final TokenCount NONE = new TokenCount(0, 0, 0, 0);

  TokenCount plus(TokenCount other) {
    return new TokenCount(
        input + other.input, output + other.output, cacheRead + other.cacheRead, cacheWrite + other.cacheWrite);
  }

  /** The larger of both, each number by itself: later reports of one answer only grow. */
  TokenCount atLeast(TokenCount other) {
    return new TokenCount(
        Math.max(input, other.input),
        Math.max(output, other.output),
        Math.max(cacheRead, other.cacheRead),
        Math.max(cacheWrite, other.cacheWrite));
  }
}
