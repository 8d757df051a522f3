package dev.claudeworker.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

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
    byte[] bits = new byte[TOKEN_BYTES];
    random.nextBytes(bits);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    OwnerOnly.replace(file, made + "\n");
    return made;
  }

  private String read() throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException _) {
      return "";
    }
  }
}
