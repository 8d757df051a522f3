package dev.claudeworker.attempt;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Variables that the owner of the home directory keeps in a file instead of a shell: {@code NAME=value} per line, {@code #}
 * for comments, {@code export} and quotes around the value allowed, nothing expanded. Only its owner may have access.
 */
public final class EnvironmentFile {

  /** Its name in the home directory. */
  public static final String NAME = "environment";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(
          PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

  private EnvironmentFile() {}

  /**
   * Reads it.
   *
   * @return its variables; none if there is no such file
   * @throws WorkerException of category CONFIGURATION if others have access to it or it cannot be read; the message never
   *     shows its content
   */
  public static Map<String, String> read(Path file) {
    try {
      requireOwnerOnly(file);
      return parse(file, Files.readAllLines(file));
    } catch (NoSuchFileException absent) {
      return Map.of();
    } catch (IOException e) {
      throw failure("The file " + file + " cannot be read: " + e.getClass().getSimpleName(), "Check who may read it.");
    }
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw failure("Others than its owner have access to " + file + ", which may hold secrets.", "chmod 600 " + file);
    }
  }

  private static Map<String, String> parse(Path file, List<String> lines) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String assignment = line.startsWith("export ") ? line.substring("export ".length()).strip() : line;
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw failure("Line " + (i + 1) + " of " + file + " is not NAME=value.", "Correct the line.");
      }
      variables.put(assignment.substring(0, equals).strip(), unquoted(assignment.substring(equals + 1).strip()));
    }
    return variables;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static WorkerException failure(String message, String suggestion) {
    return new WorkerException(ErrorCode.configuration("environment_file"), message, suggestion);
  }
}
