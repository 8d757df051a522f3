package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.StorageErrors;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, found out and said without values: a driver's message may hold a prompt. */
final class StorageFailures {

  static final Logger LOG = LoggerFactory.getLogger("dev.claudeworker.storage");

  private StorageFailures() {}

  static WorkerException closed() {
    return new WorkerException(StorageErrors.UNAVAILABLE, "the storage is closed", "start the server again");
  }

  /** The driver's exception in a chain of causes. */
  static Optional<SQLException> sql(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql.getNextException() == null ? sql : sql.getNextException());
      }
    }
    return Optional.empty();
  }

  /** The failure in words if the database gave a value that was never stored: a bit of its file was turned, or somebody changed it. */
  static Optional<WorkerException> unreadable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonSyntaxException || cause instanceof IllegalArgumentException) {
        return Optional.of(
            new WorkerException(
                StorageErrors.DAMAGED, "the database is damaged: a value that is stored in it cannot be read",
                "restore a backup; what cannot be read stays as it is", failure));
      }
    }
    return Optional.empty();
  }

  /** Why a single unit cannot be written. */
  static String refusal(Throwable failure) {
    Optional<String> state = sql(failure).map(SQLException::getSQLState);
    if (state.isEmpty()) {
      return "it cannot be stored: " + failure.getMessage();
    }
    return switch (state.get().substring(0, Math.min(2, state.get().length()))) {
      case "22" -> "a value does not fit its column (SQL state " + state.get() + ")";
      case "23" -> "it contradicts what is stored (SQL state " + state.get() + ")";
      default -> "the database refuses it (SQL state " + state.get() + ")";
    };
  }
}
