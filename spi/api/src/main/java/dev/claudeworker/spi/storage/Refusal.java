package dev.claudeworker.spi.storage;

/** Why a unit was refused. */
public enum Refusal {
  /** There is no such task (or upstream task). */
  NOT_FOUND,
  /** The task is not in the state that the move starts from. */
  STATE_CHANGED,
  /** The task has another version than expected. */
  VERSION_CHANGED,
  /** The task has been asked to end; it must not go back into the queue. */
  CANCEL_REQUESTED,
  /** The idempotency key was used for another request. */
  KEY_REUSED,
  /** The unit itself makes the database refuse (constraint, size); others of its group are not affected. */
  INVALID
}
