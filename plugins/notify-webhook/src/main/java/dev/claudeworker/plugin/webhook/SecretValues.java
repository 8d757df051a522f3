package dev.claudeworker.plugin.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Values that need not stand in the configuration: {@code env:NAME} is a variable of the server, {@code file:PATH} the content
 * of a file, anything else the value itself.
 *
 * @param environment the environment of the server
 * @param maxFileBytes how large a file may be
 */
record SecretValues(Map<String, String> environment, int maxFileBytes) {

  private static final String VARIABLE = "env:";
  private static final String FILE = "file:";

  /** Copies the map. */
  SecretValues {
    environment = Map.copyOf(environment);
  }

  /** A value that is not there; the message says where it was looked for and never what was found. */
  static final class MissingException extends Exception {

    MissingException(String message) {
      super(message);
    }
  }

  String resolve(String written) throws MissingException {
    if (written.startsWith(VARIABLE)) {
      String name = written.substring(VARIABLE.length());
      return Optional.ofNullable(environment.get(name))
          .filter(value -> !value.isBlank())
          .orElseThrow(() -> new MissingException("the server has no variable " + name));
    }
    return written.startsWith(FILE) ? content(written.substring(FILE.length())) : written;
  }

  private String content(String file) throws MissingException {
    try {
      Path path = Path.of(file);
      // Not by its size: a device or a pipe has none.
      byte[] content;
      try (InputStream in = Files.newInputStream(path)) {
        content = in.readNBytes(maxFileBytes + 1);
      }
      if (content.length > maxFileBytes) {
        throw new MissingException("the file " + file + " is larger than " + maxFileBytes
            + " bytes (plugins.notify-webhook.max_secret)");
      }
      return new String(content, StandardCharsets.UTF_8).strip();
    } catch (IOException | InvalidPathException unreadable) {
      throw new MissingException("the file " + file + " cannot be read");
    }
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "SecretValues";
  }
}
