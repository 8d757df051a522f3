package dev.claudeworker.http;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Checks the directory in which a task is to run: better at the submission than hours later. */
final class WorkingDirectory {

  private static final String FIELD = "working_directory";

  private WorkingDirectory() {}

  static Optional<Path> check(String text, BodyReader body) {
    Path path;
    try {
      path = Path.of(text);
    } catch (InvalidPathException _) {
      return body.bad(FIELD, "is not a path.");
    }
    if (!path.isAbsolute()) {
      return body.bad(FIELD, "must be an absolute path; '~' and relative paths mean something else to the server.");
    }
    if (!Files.exists(path)) {
      return body.bad(FIELD, "the directory " + path + " does not exist, or the server may not look there.");
    }
    if (!Files.isDirectory(path)) {
      return body.bad(FIELD, path + " is a file, not a directory.");
    }
    if (!Files.isReadable(path) || !Files.isExecutable(path)) {
      return body.bad(FIELD, "the server's user may not read and enter the directory " + path + ".");
    }
    return Optional.of(path.normalize());
  }
}
