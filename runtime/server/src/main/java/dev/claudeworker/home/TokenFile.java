package dev.claudeworker.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The file {@code token} of a home: made at first start, readable by its owner alone. */
public final class TokenFile {

  /** 256 bits. */
  private static final int TOKEN_BYTES = 32;

  private final Path file;

  /**
   * Creates the view of a home's token.
   *
   * @param home the home
   */
  public TokenFile(HomeDirectory home) {
    this.file = home.file("token");
  }

  /**
   * Reads the token, or makes it where there is none or an empty file.
   *
   * @param random where its bits come from
   * @return the token
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
   * Makes a new token in place of the old one. A running server goes on with the old one until it is started again.
   *
   * @param random where its bits come from
   * @return the token
   * @throws IOException if the file cannot be written
   */
  public String replace(SecureRandom random) throws IOException {
    byte[] bits = new byte[TOKEN_BYTES];
    random.nextBytes(bits);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    OwnerOnly.replace(file, made + "\n");
    return made;
  }

  /**
   * Reads the token.
   *
   * @return the token, empty if there is none yet
   * @throws IOException if the file cannot be read
   */
  public Optional<String> find() throws IOException {
    return Optional.of(read()).filter(text -> !text.isEmpty());
  }

  /**
   * Where the token is kept.
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
