package dev.claudeworker.storage.sql.table;

/** The columns of a {@link dev.claudeworker.spi.task.Failure}; all null without one. */
final class FailureColumns {

  static final int COUNT = 6;

  static final String NAMES =
      "error_code, error_category, error_retry_helps, error_message, error_suggestion, error_details";

  static final String VALUES = "#{failure.errorCode.code}, #{failure.errorCode.category}, "
      + "#{failure.errorCode.retryHelps}, #{failure.message}, #{failure.suggestion}, #{failure.details}";

  static final String ASSIGNMENTS = "error_code = #{failure.errorCode.code}, "
      + "error_category = #{failure.errorCode.category}, error_retry_helps = #{failure.errorCode.retryHelps}, "
      + "error_message = #{failure.message}, error_suggestion = #{failure.suggestion}, "
      + "error_details = #{failure.details}";

  private FailureColumns() {}
}
