package dev.claudeworker.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** A file of a home with a secret that is made at first start, readable by its owner alone. */
public final class SecretFile {

  /** 256 bits. */
  private static final int SECRET_BYTES = 32;

  private final Path file;

  private SecretFile(Path file) {
    this.file = file;
  }

  /**
   * The token that programs show: the file {@code token}.
   *
   * @param home the home
   * @return its view
   */
  public static SecretFile token(HomeDirectory home) {
    return new SecretFile(home.file("token"));
  }

  /**
   * The key that signs what clients are given to hand back: the file {@code signing-key}.
   *
   * @param home the home
   * @return its view
   */
  public static SecretFile signingKey(HomeDirectory home) {
    return new SecretFile(home.file("signing-key"));
  }

  /**
   * Reads the secret, or makes it where there is none or an empty file.
   *
   * @param random where its bits come from
   * @return the secret
   * @throws IOException if the file cannot be read or written
   */
  public String readOrMake(SecureRandom random) throws IOException {
    String known = read();
    if (!known.isEmpty()) {
      OwnerOnly.narrow(file);
      return known;
    }
    return replace(random);
  }

  /**
   * Makes a new secret in place of the old one. A running server takes both until it is started again.
   *
   * @param random where its bits come from
   * @return the secret
   * @throws IOException if the file cannot be written
   */
  public String replace(SecureRandom random) throws IOException {
    byte[] bits = new byte[SECRET_BYTES];
    random.nextBytes(bits);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    OwnerOnly.replace(file, made + "\n");
    return made;
  }

  /**
   * Reads the secret.
   *
   * @return the secret, empty if there is none yet
   * @throws IOException if the file cannot be read
   */
  public Optional<String> find() throws IOException {
    return Optional.of(read()).filter(text -> !text.isEmpty());
  }

  /**
   * Reads the secret where it is of no importance why it cannot be read.
   *
   * @return the secret, empty if there is none or it cannot be read
   */
  public Optional<String> findQuietly() {
    try {
      return find();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Where the secret is kept.
   *
   * @return the file, existing or not
   */
  public Path path() {
    return file;
  }

  private String read() throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException _) {
      return "";
    }
  }
}
