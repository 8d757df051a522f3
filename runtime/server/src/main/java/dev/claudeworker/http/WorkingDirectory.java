package dev.claudeworker.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Checks the directory in which a task is to run: better at the submission than hours later. */
final class WorkingDirectory {

  private static final String FIELD = "working_directory";

  private WorkingDirectory() {}

  /**
   * Checks a directory.
   *
   * @param base from where a relative one counts; a missing one inside it is fine, it is made when its task starts
   */
  static Optional<Path> check(String text, Optional<Path> base, BodyReader body) {
    return absolute(text, base, body)
        .flatMap(path -> isToBeMade(path, base) ? Optional.of(path.normalize()) : usable(FIELD, path, body));
  }

  private static boolean isToBeMade(Path path, Optional<Path> base) {
    return base.filter(path.normalize()::startsWith).isPresent() && !Files.exists(path);
  }

  /** Checks the directory from which relative ones count. */
  static Optional<Path> base(String name, String text, BodyReader body) {
    return path(name, text, body).flatMap(path -> path.isAbsolute()
        ? usable(name, path, body)
        : body.bad(name, "must be an absolute path."));
  }

  private static Optional<Path> absolute(String text, Optional<Path> base, BodyReader body) {
    Optional<Path> path = path(FIELD, text, body);
    if (path.isEmpty() || path.get().isAbsolute()) {
      return path;
    }
    return base.isPresent() && !text.startsWith("~")
        ? Optional.of(base.get().resolve(path.get()).normalize())
        : body.bad(FIELD, "must be an absolute path; '~' and relative paths mean something else to the server.");
  }

  private static Optional<Path> path(String name, String text, BodyReader body) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return body.bad(name, "is not a path.");
    }
  }

  private static Optional<Path> usable(String name, Path path, BodyReader body) {
    if (!Files.exists(path)) {
      return body.bad(name, "the directory " + path + " does not exist, or the server may not look there.");
    }
    if (!Files.isDirectory(path)) {
      return body.bad(name, path + " is a file, not a directory.");
    }
    if (!Files.isReadable(path) || !Files.isExecutable(path)) {
      return body.bad(name, "the server's user may not read and enter the directory " + path + ".");
    }
    try {
      // What was looked at is what is used: a link that is turned elsewhere later turns nothing.
      return Optional.of(path.toRealPath());
    } catch (IOException _) {
      return body.bad(name, "the directory " + path + " does not exist any more.");
    }
  }
}
