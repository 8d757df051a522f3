package dev.claudeworker.plugin.postgres;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.storage.sql.SqlBackend.FailureKind;
import java.sql.SQLException;
import java.util.Optional;

/** What PostgreSQL's failures mean, and how to say them to people. Never with the driver's words, which may hold a prompt. */
final class PostgresFailures {

  static final ErrorCode TOO_OLD = ErrorCode.configuration("storage_too_old");
  static final ErrorCode LOGIN = ErrorCode.configuration("storage_login");
  static final ErrorCode NO_DATABASE = ErrorCode.configuration("storage_no_database");

  private PostgresFailures() {}

  private static String state(SQLException failure) {
    return Optional.ofNullable(failure.getSQLState()).orElse("");
  }

  static FailureKind kindOf(SQLException failure) {
    String state = state(failure);
    return switch (state) {
      // Serialization, deadlock, lock not to be had; and two servers that made the same row: the next try finds it.
      case "40001", "40P01", "55P03", "23505" -> FailureKind.CONFLICT;
      // Ended by a time limit or because it stood still.
      case "57014", "25P03", "25006" -> FailureKind.UNAVAILABLE;
      default -> state.isEmpty() || state.startsWith("08") || state.startsWith("53") || state.startsWith("57")
          || state.startsWith("58") || state.startsWith("28") || state.startsWith("XX") || state.equals("3D000")
              ? FailureKind.UNAVAILABLE
              : FailureKind.REFUSED;
    };
  }

  /** The failure in words; {@code place} is the address without secrets. */
  static WorkerException explain(SQLException failure, String place) {
    String state = state(failure);
    String database = "the database " + place + " ";
    return switch (state) {
      case "28P01", "28000" -> new WorkerException(
          LOGIN,
          database + "refuses the login: wrong user or password, or pg_hba.conf does not let this machine in",
          "check plugins.storage-postgres.user and .password (or the password file) with psql", failure);
      case "3D000" -> new WorkerException(
          NO_DATABASE, database + "does not exist", "create it with createdb, or correct storage.database", failure);
      case "42501" -> new WorkerException(
          LOGIN,
          database + "does not let this user do what is needed",
          "make the user the owner of the database, or grant it CREATE on the schema", failure);
      case "53100" -> new WorkerException(
          StorageErrors.FULL, "the disk of " + database + "is full",
          "free some space on it; the server goes on by itself", failure);
      case "53300" -> new WorkerException(
          StorageErrors.UNAVAILABLE, database + "has no connection left",
          "raise its max_connections, lower plugins.storage-postgres.readers, or put a pooler in between", failure);
      case "57014" -> new WorkerException(
          StorageErrors.UNAVAILABLE, database + "took longer than a statement may take",
          "look whether it is overloaded; plugins.storage-postgres.statement_timeout is the limit", failure);
      case "25006" -> new WorkerException(
          StorageErrors.UNAVAILABLE, database + "is read-only, as a standby is",
          "point storage.database at the primary (targetServerType=primary in the address finds it)", failure);
      default -> state.isEmpty() || state.startsWith("08") || state.startsWith("57P")
          ? new WorkerException(
              StorageErrors.UNAVAILABLE, database + "cannot be reached, or broke the connection",
              "check that it runs and that host and port are right; the server goes on by itself", failure)
          : new WorkerException(
              StorageErrors.UNAVAILABLE, database + "failed (SQL state " + state + ")",
              "look into the log of PostgreSQL", failure);
    };
  }

  static WorkerException tooOld(String place, String version) {
    return new WorkerException(
        TOO_OLD,
        "the database " + place + " is PostgreSQL " + version + ", which is too old",
        "use PostgreSQL 13 or later");
  }
}
