package dev.claudeworker.plugins.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * Somebody whose signatures count.
 *
 * @param name who it is
 * @param key the Ed25519 key
 */
public record TrustedKey(String name, PublicKey key) {

  /**
   * Reads a key.
   *
   * @param written {@code NAME=BASE64}, the second part as in a PEM file, without its first and last line
   * @return the key, empty if it is not of that form
   */
  public static Optional<TrustedKey> parse(String written) {
    int equals = written.indexOf('=');
    if (equals <= 0) {
      return Optional.empty();
    }
    try {
      byte[] encoded = Base64.getDecoder().decode(written.substring(equals + 1).strip());
      PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      return Optional.of(new TrustedKey(written.substring(0, equals).strip(), key));
    } catch (IllegalArgumentException | GeneralSecurityException notAKey) {
      return Optional.empty();
    }
  }

  boolean signed(byte[] content, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(content);
      return verifier.verify(signature);
    } catch (GeneralSecurityException notASignature) {
      return false;
    }
  }
}
