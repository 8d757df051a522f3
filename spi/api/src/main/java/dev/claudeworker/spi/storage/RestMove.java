package dev.claudeworker.spi.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * What a move of an orchestration does to its tasks, all at once. Applied after all units of the group and before its claim.
 * Every task that changes gets one event of the given template, with the task as its subject, by id. Dependents outside of
 * the orchestration are shown to the rule as after any other end.
 */
public sealed interface RestMove {

  /**
   * Pending and waiting tasks become cancelled; their failure, continuation and counters stay.
   *
   * @param taskEvent of each cancelled task
   * @param runningEvent of each running task, which is asked to end, unless it was before; empty = running tasks go on
   */
  record Cancel(EventDraft taskEvent, Optional<EventDraft> runningEvent) implements RestMove {}

  /** Pending tasks are held as {@link dev.claudeworker.spi.task.Held#PAUSED} and give their places in lanes back. */
  record Hold() implements RestMove {}

  /** Tasks held as {@link dev.claudeworker.spi.task.Held#PAUSED} are claimable again as lanes allow, in claim order. */
  record Release() implements RestMove {}

  /**
   * Failed, skipped and cancelled tasks go back: waiting for {@code dependency} if an upstream task has not ended then, else
   * pending; a task of which a resolved edge is not what it asks waits, too, and is shown to the rule. Counters are zero;
   * failure, continuation and due time are removed.
   *
   * @param at when
   * @param claimOrder their place in the queue
   * @param taskEvent of each of them
   */
  record Retry(Instant at, long claimOrder, EventDraft taskEvent) implements RestMove {}
}
