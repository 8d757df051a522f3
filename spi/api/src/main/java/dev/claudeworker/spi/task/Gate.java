package dev.claudeworker.spi.task;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A closed gate: no task of its scope is claimed. One row, however many tasks stand behind it. At most one gate per scope
 * and code.
 *
 * @param scope what it holds back
 * @param code why, a code as in {@link WaitReason}: paused, usage_limit, circuit_open, resources, budget
 * @param closedAt when it was closed
 * @param until when it opens by itself (a gate whose time has come holds nothing back even while its row still stands);
 *     empty = until it is opened
 * @param details what a person can act on
 */
public record Gate(GateScope scope, String code, Instant closedAt, Optional<Instant> until, JsonObject details) {

  /**
   * Whether the gate holds tasks back at a moment.
   *
   * @param now the moment
   * @return false once its time has come
   */
  public boolean isClosedAt(Instant now) {
    return until.map(now::isBefore).orElse(true);
  }
}
