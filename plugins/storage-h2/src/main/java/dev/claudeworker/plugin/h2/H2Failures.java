package dev.claudeworker.plugin.h2;

import dev.claudeworker.plugin.h2.journal.JournalDamagedException;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.storage.sql.SqlBackend.FailureKind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import org.h2.api.ErrorCode;

/** What H2's failures mean, and how to say them to people. */
final class H2Failures {

  private H2Failures() {}

  static FailureKind kindOf(SQLException failure) {
    if (failure instanceof JournalDamagedException || isFull(failure)) {
      return FailureKind.UNAVAILABLE;
    }
    return switch (failure.getErrorCode()) {
      case ErrorCode.DEADLOCK_1, ErrorCode.LOCK_TIMEOUT_1, ErrorCode.CONCURRENT_UPDATE_1 -> FailureKind.CONFLICT;
      case ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2, ErrorCode.FILE_CORRUPTED_1, ErrorCode.GENERAL_ERROR_1,
          ErrorCode.DATABASE_IS_CLOSED, ErrorCode.DATABASE_CALLED_AT_SHUTDOWN, ErrorCode.CONNECTION_BROKEN_1,
          ErrorCode.OBJECT_CLOSED, ErrorCode.OUT_OF_MEMORY, ErrorCode.DATABASE_IS_READ_ONLY,
          ErrorCode.DATABASE_ALREADY_OPEN_1, ErrorCode.STATEMENT_WAS_CANCELED -> FailureKind.UNAVAILABLE;
      default -> FailureKind.REFUSED;
    };
  }

  /** The failure in words; {@code place} is the database file or its address. */
  static WorkerException explain(SQLException failure, String place) {
    if (isFull(failure)) {
      return full(place, failure);
    }
    if (failure instanceof JournalDamagedException damaged) {
      return damaged(place, damaged.why(), damaged);
    }
    return switch (failure.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 -> locked(place, "another process", failure);
      case ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1 -> damaged(place, "it cannot be read", failure);
      case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1, ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1, ErrorCode.COLUMN_NOT_FOUND_1 -> damaged(
              place, "a part of it is missing (H2 error " + failure.getErrorCode() + ")", failure);
      default -> new WorkerException(
          StorageErrors.UNAVAILABLE,
          "the database " + place + " failed (H2 error " + failure.getErrorCode() + ")",
          "look into the server's log; if it stays, stop the server and start it again",
          failure);
    };
  }

  /** The same for a database that is being opened: if its file cannot be read now, it is damaged. */
  static WorkerException explainOpening(SQLException failure, String place) {
    if (isFull(failure)) {
      return explain(failure, place);
    }
    if (isDenied(failure)) {
      return denied(place, failure);
    }
    return switch (failure.getErrorCode()) {
      case ErrorCode.GENERAL_ERROR_1, ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2 -> damaged(
          place, "it cannot be read (H2 error " + failure.getErrorCode() + ")", failure);
      default -> explain(failure, place);
    };
  }

  /** What went wrong with the files around the database, before H2 was asked. */
  static WorkerException explainFiles(IOException failure, String place) {
    if (isFull(failure)) {
      return full(place, failure);
    }
    return isDenied(failure) ? denied(place, failure)
        : new WorkerException(
            StorageErrors.UNAVAILABLE,
            "the database " + place + " cannot be used: " + failure,
            "look at its disk and its folder, or choose another path",
            failure);
  }

  private static WorkerException full(String place, Throwable cause) {
    return new WorkerException(
        StorageErrors.FULL,
        "the disk of the database " + place + " is full",
        "free some space on it; the server goes on by itself",
        cause);
  }

  private static WorkerException denied(String place, Throwable cause) {
    return new WorkerException(
        StorageErrors.UNAVAILABLE,
        "the database " + place + " may not be read and written by this user",
        "give the file and its folder back to this user, or choose another path",
        cause);
  }

  private static boolean isDenied(Throwable failure) {
    return says(failure, "permission denied") || says(failure, "accessdenied")
        || says(failure, "read-only file system");
  }

  static WorkerException locked(String place, String owner, Throwable cause) {
    return new WorkerException(
        StorageErrors.LOCKED,
        "the database " + place + " is in use by " + owner,
        "stop that server first (claude-worker server stop), or give this one a home of its own (CLAUDE_WORKER_HOME)",
        cause);
  }

  static WorkerException damaged(String place, String why, Throwable cause) {
    return new WorkerException(StorageErrors.DAMAGED, damagedMessage(place, why), REPAIR, cause);
  }

  static WorkerException damaged(String place, String why) {
    return new WorkerException(StorageErrors.DAMAGED, damagedMessage(place, why), REPAIR);
  }

  private static final String REPAIR =
      "restore a backup, or move the file (and its journal) away to begin with an empty queue; "
          + "it was left as it is, so that it can be repaired with H2's recover tool";

  private static String damagedMessage(String place, String why) {
    return "the database " + place + " is damaged: " + why;
  }

  /** Whether H2 failed because it wanted to change a file that is only looked at. */
  static boolean isReadOnly(WorkerException failure) {
    return failure.getCause() instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_IS_READ_ONLY;
  }

  static boolean isFull(Throwable failure) {
    return says(failure, "no space left on device") || says(failure, "disk quota exceeded")
        || says(failure, "not enough space on the disk") || says(failure, "file too large");
  }

  private static boolean says(Throwable failure, String words) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.toString().toLowerCase(Locale.ROOT).contains(words)) {
        return true;
      }
    }
    return false;
  }
}
