package dev.claudeworker.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The token of this installation. Compared in constant time, never printed. */
public final class AccessToken {

  private final byte[] expected;

  /**
   * Creates the token.
   *
   * @param text its text, not empty
   */
  public AccessToken(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an access token is not empty");
    }
    this.expected = text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether a text is the token.
   *
   * @param shown what a request shows
   * @return true if they are equal
   */
  public boolean matches(String shown) {
    return MessageDigest.isEqual(expected, shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }
}
