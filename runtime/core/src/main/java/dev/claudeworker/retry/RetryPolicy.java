package dev.claudeworker.retry;

import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.RetryRules;
import java.time.Instant;

/** Whether and when a task is tried again. */
public final class RetryPolicy {

  private RetryPolicy() {}

  /**
   * Decides after a failed attempt.
   *
   * @param rules the task's rules
   * @param failure why it failed
   * @param failures counted failures, this one included
   * @param now the moment
   * @param draw a random number, 0 (inclusive) to 1 (exclusive)
   */
  public static RetryDecision afterFailure(
      RetryRules rules, Failure failure, int failures, Instant now, double draw) {
    if (!failure.errorCode().retryHelps()) {
      return new RetryDecision.GiveUp("trying the same again would not help");
    }
    if (failures >= rules.attempts()) {
      return new RetryDecision.GiveUp(failures == 1 ? "no retries were asked for" : failures + " attempts failed");
    }
    return new RetryDecision.RetryAt(now.plus(Backoff.delay(rules, failures, draw)));
  }

  /**
   * Decides after a lost attempt. Lost attempts do not count as failures and are tried again at once, but have a bound of
   * their own: a task that takes its server down would loop for ever.
   *
   * @param rules the task's rules
   * @param lost lost attempts, this one included
   * @param now the moment
   */
  public static RetryDecision afterLoss(RetryRules rules, int lost, Instant now) {
    return lost >= rules.maxLost()
        ? new RetryDecision.GiveUp(lost + " attempts were lost")
        : new RetryDecision.RetryAt(now);
  }
}
