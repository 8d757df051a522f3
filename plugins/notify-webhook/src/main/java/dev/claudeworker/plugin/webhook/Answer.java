package dev.claudeworker.plugin.webhook;

import java.time.Duration;

/** What became of one request. */
sealed interface Answer {

  /** The target took it. */
  record Taken(int status) implements Answer {}

  /**
   * It was not taken.
   *
   * @param reason why, for people, without secrets
   * @param retryHelps whether trying again can succeed
   * @param retryAfter how long the target asked to wait; zero if it did not
   */
  record Refused(String reason, boolean retryHelps, Duration retryAfter) implements Answer {}
}
