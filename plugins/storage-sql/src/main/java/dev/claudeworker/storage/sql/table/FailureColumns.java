package dev.claudeworker.storage.sql.table;

/** The columns of a {@link dev.claudeworker.spi.task.Failure}; all null without one. */
final class FailureColumns {

  static final int COUNT = 6;

  static final String NAMES =
      "error_code, error_category, error_retry_helps, error_message, error_suggestion, error_details";

  private FailureColumns() {}
}
