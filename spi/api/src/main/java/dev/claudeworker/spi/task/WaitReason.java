package dev.claudeworker.spi.task;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a task is not running. Codes are open texts: an unknown one (newer server, plugin) is shown, never fatal.
 *
 * @param code one of the constants or a plugin's own word
 * @param until when the wait ends by itself; empty = something else ends it
 * @param details what a person can act on, for example the upstream tasks or the provider's words
 */
public record WaitReason(String code, Optional<Instant> until, JsonObject details) {

  /** Upstream tasks have not ended. Of a waiting task. */
  public static final String DEPENDENCY = "dependency";

  /** It was submitted with a delay. Of a waiting task. */
  public static final String DELAY = "delay";

  /** A failed attempt is tried again later. Of a waiting task. */
  public static final String RETRY = "retry";

  /** The provider's usage or rate limit is reached. Of a waiting task that hit it, or of a pending one behind the gate. */
  public static final String USAGE_LIMIT = "usage_limit";

  /**
   * A person must approve. Of a waiting task, until somebody resumes it with {@code yes} or {@code no}. Details as for
   * {@link #INPUT}.
   */
  public static final String APPROVAL = "approval";

  /**
   * A person or tool must answer. Of a waiting task, until somebody resumes it; the text is the answer and comes in the
   * continuation of the next attempt, so the one that asks saves a resume reference first. In the details {@code question}
   * says what is asked, and {@code schema} (JSON Schema of a flat object) what fits; without one it is a line of text.
   */
  public static final String INPUT = "input";

  /** No worker slot is free. Of a pending task, worked out when read. */
  public static final String SLOT = "slot";

  /** Another task holds the same directory or key. Of a pending task, worked out when read. */
  public static final String CONCURRENCY = "concurrency";

  /** As many tasks of its orchestration as may run at once are running or first in the queue. Of a pending task. */
  public static final String ORCHESTRATION_LIMIT = "orchestration_limit";

  /**
   * The machine is short of memory or disk. Of a waiting task that found no room to start, or of a pending one, worked out when read.
   */
  public static final String RESOURCES = "resources";

  /** Repeated external failures opened the circuit. Of a pending task, worked out when read. */
  public static final String CIRCUIT_OPEN = "circuit_open";

  /** The queue or the task's orchestration is paused. Of a pending task, worked out when read. */
  public static final String PAUSED = "paused";

  /** No running server has the task's executor. Of a pending task, worked out when read. */
  public static final String EXECUTOR_UNAVAILABLE = "executor_unavailable";

  /**
   * A reason without details.
   *
   * @param code the word
   * @param until when the wait ends by itself
   * @return the reason
   */
  public static WaitReason of(String code, Optional<Instant> until) {
    return new WaitReason(code, until, JsonObject.EMPTY);
  }
}
