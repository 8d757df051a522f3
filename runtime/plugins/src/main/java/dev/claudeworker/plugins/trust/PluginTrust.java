package dev.claudeworker.plugins.trust;

import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Decides whether a plugin's file may be loaded. Called by one thread at a time. */
public final class PluginTrust {

  private static final int SIGNATURE_BYTES = 64;

  private final LockFile lock;
  private final boolean strict;
  private final List<TrustedKey> keys;

  /**
   * Creates it.
   *
   * @param lockFile where hashes are kept
   * @param strict whether a file that was never seen is refused until somebody accepts it
   * @param keys whose signatures count; if there are any, a signature beside a file must be by one of them
   */
  public PluginTrust(Path lockFile, boolean strict, List<TrustedKey> keys) {
    this.lock = new LockFile(lockFile);
    this.strict = strict;
    this.keys = List.copyOf(keys);
  }

  /**
   * Checks a file; its first sight is recorded.
   *
   * @param plugin the name of the plugin in it
   * @param file the file
   * @param content the same bytes where nobody can change them
   * @param sha256 their hash
   * @return who signed it; empty if nobody did
   * @throws WorkerException if it must not be loaded
   */
  public Optional<String> check(String plugin, Path file, Path content, String sha256) {
    Optional<String> signer = signer(file, content);
    Optional<String> recorded = lock.hashOf(file);
    if (recorded.isEmpty()) {
      if (strict) {
        throw notAccepted(plugin, file, sha256);
      }
      lock.record(file, sha256);
    } else if (!recorded.get().equals(sha256)) {
      throw changed(plugin, file, recorded.get(), sha256);
    }
    return signer;
  }

  /** Records that a person wants a file with this hash. */
  public void accept(Path file, String sha256) {
    lock.record(file, sha256);
  }

  /** Forgets a file that a person removed. */
  public void forget(Path file) {
    lock.forget(file);
  }

  /** The hash that was accepted for a file. */
  public Optional<String> accepted(Path file) {
    return lock.hashOf(file);
  }

  /**
   * Checks the signature that lies beside a file, {@code FILE.sig}.
   *
   * @param file the file
   * @param content the same bytes where nobody can change them
   * @return who signed it; empty if there is no signature or no key to check it with
   * @throws WorkerException if the signature is by none of the trusted keys
   */
  public Optional<String> signer(Path file, Path content) {
    Path signatureFile = file.resolveSibling(file.getFileName() + ".sig");
    if (keys.isEmpty() || !Files.exists(signatureFile)) {
      return Optional.empty();
    }
    try {
      byte[] signature = signature(Files.readAllBytes(signatureFile));
      byte[] signed = Files.readAllBytes(content);
      return Optional.of(
          keys.stream()
              .filter(key -> key.signed(signed, signature))
              .findFirst()
              .orElseThrow(() -> badSignature(file, signatureFile))
              .name());
    } catch (IOException unreadable) {
      throw new WorkerException(
          TrustErrors.UNREADABLE, "the signature " + signatureFile + " cannot be checked: " + unreadable,
          "Check the permissions of both files.", unreadable);
    }
  }

  /** 64 bytes as they are, or in Base64. */
  private static byte[] signature(byte[] written) {
    if (written.length == SIGNATURE_BYTES) {
      return written;
    }
    try {
      return Base64.getMimeDecoder().decode(new String(written, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException notBase64) {
      return written;
    }
  }

  private WorkerException badSignature(Path file, Path signatureFile) {
    return new WorkerException(
        TrustErrors.BAD_SIGNATURE,
        "the plugin file %s is refused: its signature %s is by none of the trusted keys (%s), or the file was changed after it was signed"
            .formatted(file, signatureFile.getFileName(),
                String.join(", ", keys.stream().map(TrustedKey::name).toList())),
        "Get file and signature again from their author, or add the author's key to plugins.trusted_keys.");
  }

  private static WorkerException notAccepted(String plugin, Path file, String sha256) {
    return new WorkerException(
        TrustErrors.NOT_ACCEPTED,
        "the plugin file %s was not seen before, and with plugins.trust: strict only accepted files are loaded (its SHA-256 is %s)"
            .formatted(file, sha256),
        "If you trust it: claude-worker plugins accept " + plugin);
  }

  private static WorkerException changed(String plugin, Path file, String recorded, String sha256) {
    return new WorkerException(
        TrustErrors.CHANGED,
        "the plugin file %s is refused because it has changed: accepted was SHA-256 %s, now it is %s".formatted(
            file, recorded, sha256),
        "If you changed it yourself: claude-worker plugins accept " + plugin
            + ". If not, find out who did before anything else.");
  }
}
