package dev.claudeworker.moving;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** What goes wrong while a store is moved, in words for people. */
final class MovingFailures {

  static final ErrorCode FILE = ErrorCode.resources("export_file");
  static final ErrorCode FORMAT = ErrorCode.user("export_format");
  static final ErrorCode DAMAGED = ErrorCode.user("export_damaged");
  static final ErrorCode NOT_EMPTY = ErrorCode.user("storage_not_empty");
  static final ErrorCode DIFFERENT = ErrorCode.internal("import_differs");

  private MovingFailures() {}

  static WorkerException written(Path file, IOException failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("no space left") || text.contains("quota exceeded") || text.contains("not enough space")) {
      return new WorkerException(FILE, "the disk is full: " + file + " was not written, and nothing is left of it",
          "Make room there, or choose a file on another disk, and run the command again.", failure);
    }
    return new WorkerException(FILE, file + " cannot be written: " + reason(failure) + "; nothing is left of it",
        "Choose a folder that exists and that you can write to.", failure);
  }

  static WorkerException read(Path file, IOException failure) {
    return new WorkerException(FILE, file + " cannot be read: " + reason(failure),
        "Check its name and who owns it.", failure);
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException none -> "there is no such file or folder";
      case AccessDeniedException denied -> "this user may not";
      default -> String.valueOf(failure.getMessage());
    };
  }

  static WorkerException noExport(Path file, String why) {
    return new WorkerException(FORMAT, file + " is no export of claude-worker: " + why,
        "Give it a file that 'claude-worker export' made. Databases of the earlier Python version are read with "
            + "'claude-worker import --from-python'.");
  }

  static WorkerException otherVersion(Path file, int version, String madeBy) {
    return new WorkerException(FORMAT,
        file + " has version " + version + " of the format; this claude-worker knows version " + ExportHeader.VERSION,
        "Import it with claude-worker " + madeBy + " or newer.");
  }

  static WorkerException damaged(Path file, String why) {
    return new WorkerException(DAMAGED, "the export " + file + " is damaged: " + why + "; nothing was imported",
        "Copy the file again from where it came from, or make another export.");
  }

  static WorkerException unreadable(Path file, long line, String why) {
    return new WorkerException(DAMAGED, "line " + line + " of " + file + " cannot be read: " + why,
        "Import it with the version of claude-worker that made it, or a newer one.");
  }

  static WorkerException notEmpty(String place, String what) {
    return new WorkerException(NOT_EMPTY, "the store in " + place + " is not empty: " + what,
        "An import needs an empty store, since numbers of tasks would come twice. Use another home "
            + "(CLAUDE_WORKER_HOME) or another database, or empty this one with 'claude-worker reset'.");
  }

  static WorkerException different(String difference) {
    return new WorkerException(DIFFERENT,
        "what was written is not what was read: " + difference + ". The source was left as it was",
        "Do not use the new store. Please report this with the versions of both databases.");
  }
}
