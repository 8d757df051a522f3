package dev.claudeworker.retry;

import java.time.Instant;

/** What follows from a failure. */
public sealed interface RetryDecision {

  /**
   * Try again.
   *
   * @param at when
   */
  record RetryAt(Instant at) implements RetryDecision {}

  /**
   * Do not try again.
   *
   * @param reason why not, for people
   */
  record GiveUp(String reason) implements RetryDecision {}
}
