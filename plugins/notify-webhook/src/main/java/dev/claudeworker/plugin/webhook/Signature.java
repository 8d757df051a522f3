package dev.claudeworker.plugin.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets a receiver see that a message comes from here and is not an old one sent again: HMAC-SHA256 over the time in seconds, a
 * dot, and the body.
 */
final class Signature {

  static final String HEADER = "X-Claude-Worker-Signature";
  static final String TIMESTAMP_HEADER = "X-Claude-Worker-Timestamp";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** The text of the time header. */
  static String timestamp(Instant now) {
    return Long.toString(now.toEpochMilli() / 1_000);
  }

  /** The text of the signature header. */
  static String of(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
    }
  }
}
