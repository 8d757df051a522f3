package dev.claudeworker.cli.client;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file operation failed; the messages of the JDK are often just the path. */
public final class FileTrouble {

  private FileTrouble() {}

  /**
   * The reason, to stand behind a sentence that names the file.
   *
   * @param failed what the JDK threw
   * @return a clause
   */
  public static String reason(IOException failed) {
    return switch (failed) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case FileAlreadyExistsException exists -> exists.getFile() + " is in the way";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(failed.getMessage());
    };
  }
}
