package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How work stands that goes on after the call which began it. */
@Experimental
public sealed interface WorkState {

  /**
   * When it came into this state.
   *
   * @return the time, empty if not known
   */
  default Optional<Instant> since() {
    return Optional.empty();
  }

  /**
   * It goes on, or waits for its turn.
   *
   * @param doing what it is doing, on one line for people and models
   * @param since since when
   */
  @Experimental
  record Working(String doing, Optional<Instant> since) implements WorkState {}

  /**
   * It waits for answers.
   *
   * @param doing why, on one line
   * @param questions what is open, by key; a key is used for one question in the life of the work
   * @param since since when
   */
  @Experimental
  record Asking(String doing, Map<String, Question> questions, Optional<Instant> since) implements WorkState {

    /** Copies the questions. */
    public Asking {
      questions = Map.copyOf(questions);
    }
  }

  /**
   * It has ended.
   *
   * @param result what the call would have answered, had it waited; a failure is a result that is an error
   * @param since since when
   */
  @Experimental
  record Ended(ToolResult result, Optional<Instant> since) implements WorkState {}

  /**
   * It was cancelled.
   *
   * @param why by whom or what, on one line
   * @param since since when
   */
  @Experimental
  record Cancelled(String why, Optional<Instant> since) implements WorkState {}

  /**
   * The server or the plugin is at fault, and there is no result.
   *
   * @param why what happened, on one line without secrets
   * @param since since when
   */
  @Experimental
  record Broken(String why, Optional<Instant> since) implements WorkState {}

  /** There is no such work, or none any more. */
  @Experimental
  record Gone() implements WorkState {}
}
