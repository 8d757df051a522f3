package dev.claudeworker.storage.sql.table;

/** The heavy texts beside a task's row. */
public enum TextKind {
  /** What to do. */
  PROMPT,
  /** The system prompt, if there is one. */
  SYSTEM_PROMPT,
  /** The submitter's environment as a JSON object, if it is not empty. */
  ENVIRONMENT,
  /** What a person added when resuming. */
  RESUME_TEXT,
  /** The text of the result. */
  RESULT,
  /** The details of the result as a JSON object, if they are not empty. */
  RESULT_DETAILS
}
