package dev.claudeworker.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what others are given to hand back later, so that the server need not remember it and nobody can make it up. Safe
 * for use from any thread.
 */
public final class Signer {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int WHOLE_BYTES = 32;

  /** 128 bits: too many to guess, and short enough for a header. */
  private static final int SHORT_BYTES = 16;

  private final SecretKeySpec key;
  private final int bytes;

  /**
   * Signs shortly, with a key.
   *
   * @param key secret text of many bits
   */
  public Signer(String key) {
    this(key, SHORT_BYTES);
  }

  private Signer(String key, int bytes) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.bytes = bytes;
  }

  /** Signs with all 256 bits. */
  static Signer whole(String key) {
    return new Signer(key, WHOLE_BYTES);
  }

  /** The signature of a text for one purpose; it does not fit any other. */
  public String sign(String purpose, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((purpose + "\n").getBytes(StandardCharsets.UTF_8));
      byte[] whole = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }

  /** Whether a signature is that of the text. Takes as long for a wrong one as for the right one. */
  public boolean fits(String purpose, String text, String signature) {
    return MessageDigest.isEqual(sign(purpose, text).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }
}
