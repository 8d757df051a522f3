package dev.claudeworker.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/** The token of this installation. Compared in constant time, never printed. */
public final class AccessToken {

  private final byte[] expected;
  private final Supplier<Optional<String>> renewed;

  /**
   * Creates a token that stays.
   *
   * @param text its text, not empty
   */
  public AccessToken(String text) {
    this(text, Optional::empty);
  }

  /**
   * Creates a token that may be replaced while the server runs. Both hold then: whoever has the new one is served at once, and
   * whoever began with the old one goes on until the server is started again.
   *
   * @param text its text, not empty
   * @param renewed what it was replaced by, looked up for every request that does not show the first
   */
  public AccessToken(String text, Supplier<Optional<String>> renewed) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an access token is not empty");
    }
    this.expected = text.getBytes(StandardCharsets.UTF_8);
    this.renewed = renewed;
  }

  /**
   * Whether a text is the token.
   *
   * @param shown what a request shows
   * @return true if they are equal
   */
  public boolean matches(String shown) {
    byte[] bytes = shown.getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, bytes)
        || renewed.get()
            .filter(text -> MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), bytes))
            .isPresent();
  }

  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }
}
