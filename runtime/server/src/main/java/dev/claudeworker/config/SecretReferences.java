package dev.claudeworker.config;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that stand elsewhere: {@code ${env:NAME}} in a variable of the server's environment, {@code ${file:PATH}} in a file
 * without its last line break. So a secret need not stand in the configuration.
 */
final class SecretReferences {

  /** A key is longer than a password and shorter than this. */
  static final int MAX_FILE_BYTES = 64 * 1024;

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^{}]+)}");

  private final Map<String, String> environment;
  private final Path userHome;
  private final Path home;

  SecretReferences(Map<String, String> environment, Path userHome, Path home) {
    this.environment = Map.copyOf(environment);
    this.userHome = userHome;
    this.home = home;
  }

  /** What a reference names cannot be had; the message goes on after the place. */
  static final class Unresolved extends Exception {

    Unresolved(String message) {
      super(message);
    }
  }

  /** Whether a value stands elsewhere. */
  static boolean isReference(JsonValue value) {
    return matcher(value).isPresent();
  }

  /** The value that counts: what a reference names, or the value itself. */
  JsonValue resolve(JsonValue value) throws Unresolved {
    Optional<Matcher> reference = matcher(value);
    if (reference.isEmpty()) {
      return value;
    }
    String name = reference.get().group(2);
    return new JsonString(reference.get().group(1).equals("env") ? variable(name) : content(name));
  }

  private static Optional<Matcher> matcher(JsonValue value) {
    return value instanceof JsonString(String text)
        ? Optional.of(REFERENCE.matcher(text)).filter(Matcher::matches)
        : Optional.empty();
  }

  private String variable(String name) throws Unresolved {
    String value = environment.get(name);
    if (value == null) {
      throw new Unresolved("names the environment variable " + name + ", which the server does not have");
    }
    return value;
  }

  private String content(String name) throws Unresolved {
    try {
      Path file = home.resolve(name.startsWith("~/") ? userHome.resolve(name.substring(2)) : Path.of(name));
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new Unresolved("names the file " + file + ", which is larger than " + MAX_FILE_BYTES + " bytes");
      }
      return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R$", "");
    } catch (IOException | InvalidPathException unreadable) {
      throw new Unresolved("names the file " + name + ", which cannot be read (" + unreadable + ")");
    }
  }
}
