package dev.claudeworker.spi.storage;

/** Why a unit was refused. */
public enum Refusal {
  /** There is no such task (or upstream task, or orchestration). */
  NOT_FOUND,
  /** The task (or orchestration) is not in the state that the move starts from. */
  STATE_CHANGED,
  /** The task (or orchestration) has another version than expected. */
  VERSION_CHANGED,
  /** The task has been asked to end; it must not go back into the queue. */
  CANCEL_REQUESTED,
  /** The idempotency key was used for another request. */
  KEY_REUSED,
  /** Another task of the orchestration has the identifier. */
  IDENTIFIER_TAKEN,
  /** The dependency would close a cycle; the message names it. */
  CYCLE,
  /** The unit itself makes the database refuse (constraint, size); others of its group are not affected. */
  INVALID
}
