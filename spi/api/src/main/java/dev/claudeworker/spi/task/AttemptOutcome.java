package dev.claudeworker.spi.task;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Optional;

/** How an attempt ended, as its executor says. What follows for the task is the core's decision. */
public sealed interface AttemptOutcome {

  /**
   * What the attempt used.
   *
   * @return the usage of this attempt alone
   */
  Usage usage();

  /**
   * The work is done.
   *
   * @param result what it produced
   * @param usage what it used
   */
  record Completed(TaskResult result, Usage usage) implements AttemptOutcome {}

  /**
   * The work failed. Counts as a failure.
   *
   * @param failure why
   * @param usage what it used
   */
  record Failed(Failure failure, Usage usage) implements AttemptOutcome {}

  /**
   * The attempt was ended on request.
   *
   * @param reason why, for people
   * @param usage what it used
   */
  record Cancelled(String reason, Usage usage) implements AttemptOutcome {}

  /**
   * The work cannot go on now but can later. Counts no failure.
   *
   * @param condition what it waits for
   * @param closes the gate to close for others until then, for example executor and account at a usage limit
   * @param usage what it used
   */
  record Suspended(WaitCondition condition, Optional<GateScope> closes, Usage usage) implements AttemptOutcome {

    /**
     * The machine has no room for the program or its files now. The task waits and is tried again.
     *
     * @param message what there is no room for
     * @return the outcome
     */
    public static Suspended noRoom(String message) {
      return new Suspended(
          new WaitCondition(WaitReason.RESOURCES, Optional.empty(), JsonObject.EMPTY.with("message", message)),
          Optional.empty(), Usage.NONE);
    }
  }

  /**
   * Machine and process are both gone; nobody knows how it ended. Counts no failure but has a bound of its own.
   *
   * @param reason what was found, for people
   * @param usage what it is known to have used
   */
  record Lost(String reason, Usage usage) implements AttemptOutcome {}
}
