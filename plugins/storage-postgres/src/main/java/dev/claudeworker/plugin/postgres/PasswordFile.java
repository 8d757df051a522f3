package dev.claudeworker.plugin.postgres;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file of passwords as psql reads it: lines of {@code host:port:database:user:password}, the first that fits counts. */
final class PasswordFile {

  private static final int FIELDS = 5;

  private PasswordFile() {}

  /** The password for a connection; empty if no line fits. */
  static Optional<String> find(Path file, String host, String port, String database, String user) {
    for (String line : privately(file)) {
      List<String> fields = line.startsWith("#") ? List.of() : fields(line);
      if (fields.size() == FIELDS && fits(fields, List.of(host, port, database, user))) {
        return Optional.of(fields.get(FIELDS - 1));
      }
    }
    return Optional.empty();
  }

  /** The whole content without the line end at its end. */
  static String content(Path file) {
    return String.join("\n", lines(file));
  }

  private static boolean fits(List<String> fields, List<String> asked) {
    for (int index = 0; index < asked.size(); index++) {
      if (!fields.get(index).equals("*") && !fields.get(index).equals(asked.get(index))) {
        return false;
      }
    }
    return true;
  }

  /** Cuts at colons; a backslash takes the next character as it is. The password is what is left. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int index = 0; index < line.length(); index++) {
      char sign = line.charAt(index);
      if (sign == '\\' && index + 1 < line.length()) {
        field.append(line.charAt(++index));
      } else if (sign == ':' && fields.size() < FIELDS - 1) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(sign);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /** Like psql, takes no password from a file that others may read; but says so. */
  private static List<String> privately(Path file) {
    try {
      var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains)) {
        throw refused("the password file " + file + " may be read by other users", "chmod 600 " + file);
      }
      return lines(file);
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  private static final Set<PosixFilePermission> OTHERS = Set.of(
      PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ,
      PosixFilePermission.OTHERS_WRITE);

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  private static WorkerException unreadable(Path file, IOException failure) {
    return new WorkerException(
        ErrorCode.configuration("storage_password"), "the password file " + file + " cannot be read",
        "correct the path, or the owner and mode of the file", failure);
  }

  private static WorkerException refused(String message, String suggestion) {
    return new WorkerException(ErrorCode.configuration("storage_password"), message, suggestion);
  }
}
