package dev.claudeworker;

import dev.claudeworker.home.SecretFile;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What only this server and those who may use it know. Made at the first start.
 *
 * @param token the access token
 * @param tokenIsConfigured whether somebody chose it, so that everybody is to show it
 * @param signingKey signs what clients and tasks hand back
 */
record AccessSecrets(String token, boolean tokenIsConfigured, String signingKey) {

  /** Those of the configuration, else those in the home. */
  static AccessSecrets of(StartOrder order, SecureRandom random) throws IOException {
    // Made in any case: without it in the configuration the next start needs it.
    String made = SecretFile.token(order.home()).readOrMake(random);
    Optional<String> configured = chosen(order.configuration().section("security").optionalText("access_token"));
    Optional<String> shared = chosen(order.configuration().section("tools").optionalText("signing_key"));
    return new AccessSecrets(
        configured.orElse(made), configured.isPresent(),
        shared.isPresent() ? shared.get() : SecretFile.signingKey(order.home()).readOrMake(random));
  }

  private static Optional<String> chosen(Optional<String> text) {
    return text.filter(value -> !value.isEmpty());
  }

  /** Without any of them. */
  @Override
  public String toString() {
    return "AccessSecrets[]";
  }
}
