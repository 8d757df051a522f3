package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.AttemptEnd;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends of claimed attempts. */
public final class Finishes {

  /** A failure for which a retry helps. */
  public static final Failure FAILURE = new Failure(
      ErrorCode.external("test_failure"), "the test wants it to fail", "do nothing", JsonObject.EMPTY);

  private Finishes() {}

  /**
   * The task completes.
   *
   * @param claimed the attempt
   * @return the unit
   */
  public static Unit.Finish completed(ClaimedTask claimed) {
    return completed(claimed, "done");
  }

  /**
   * The task completes.
   *
   * @param claimed the attempt
   * @param text text of the result
   * @return the unit
   */
  public static Unit.Finish completed(ClaimedTask claimed, String text) {
    return of(claimed, AttemptStatus.COMPLETED, Moves.of(claimed.task()).completed(text).build());
  }

  /**
   * The task fails for good.
   *
   * @param claimed the attempt
   * @return the unit
   */
  public static Unit.Finish failed(ClaimedTask claimed) {
    return of(claimed, AttemptStatus.FAILED, Moves.of(claimed.task()).failed(FAILURE).build());
  }

  /**
   * The attempt fails and the task waits for the next one.
   *
   * @param claimed the attempt
   * @param until when it is tried again
   * @return the unit
   */
  public static Unit.Finish retried(ClaimedTask claimed, Instant until) {
    TaskMove move = Moves.of(claimed.task())
        .waiting(WaitReason.RETRY, Optional.of(until))
        .failure(FAILURE)
        .build();
    return of(claimed, AttemptStatus.FAILED, move);
  }

  /**
   * The task is cancelled.
   *
   * @param claimed the attempt
   * @return the unit
   */
  public static Unit.Finish cancelled(ClaimedTask claimed) {
    return of(claimed, AttemptStatus.CANCELLED, Moves.of(claimed.task()).cancelled().build());
  }

  /**
   * Any end, at the time of its move, with nothing used and no gates.
   *
   * @param claimed the attempt
   * @param status its final state
   * @param move what follows for the task
   * @return the unit
   */
  public static Unit.Finish of(ClaimedTask claimed, AttemptStatus status, TaskMove move) {
    return of(claimed, status, move, Usage.NONE, List.of());
  }

  /**
   * Any end.
   *
   * @param claimed the attempt
   * @param status its final state
   * @param move what follows for the task
   * @param usage what the attempt used
   * @param gates gates to close or open
   * @return the unit
   */
  public static Unit.Finish of(
      ClaimedTask claimed, AttemptStatus status, TaskMove move, Usage usage, List<GateChange> gates) {
    boolean counted = status == AttemptStatus.FAILED;
    AttemptEnd end = new AttemptEnd(status, counted, usage, move.failure(), move.at());
    return new Unit.Finish(claimed.lease(), end, move, gates);
  }
}
