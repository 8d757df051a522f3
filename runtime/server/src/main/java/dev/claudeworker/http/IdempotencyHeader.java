package dev.claudeworker.http;

import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.task.TaskSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Reads {@code Idempotency-Key}: the same key with the same request is answered with what the first one made. */
final class IdempotencyHeader {

  private IdempotencyHeader() {}

  static Optional<IdempotencyKey> of(Request request) {
    return request.header("Idempotency-Key").map(key -> {
      if (!key.matches("[\\x21-\\x7E]{1,255}")) {
        throw new ProblemException(Problem.of(400, "invalid_idempotency_key",
            "An Idempotency-Key has 1 to 255 visible ASCII characters.", "Send a UUID, for example."));
      }
      return new IdempotencyKey(TaskSettings.DEFAULT_PROJECT, key, hash(request));
    });
  }

  private static String hash(Request request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((request.method() + " " + request.path() + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(request.body()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
