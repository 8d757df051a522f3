package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.task.TaskSettings;
import java.time.Instant;
import java.util.Optional;

/** Builds events that have no number yet. */
public final class Drafts {

  private Drafts() {}

  /**
   * An event without data.
   *
   * @param type what happened
   * @return the event, at {@link SettableClock#START}
   */
  public static EventDraft event(String type) {
    return event(type, Optional.empty(), SettableClock.START);
  }

  /**
   * An event about an attempt.
   *
   * @param type what happened
   * @param attempt number of the attempt
   * @return the event, at {@link SettableClock#START}
   */
  public static EventDraft event(String type, int attempt) {
    return event(type, Optional.of(attempt), SettableClock.START);
  }

  /**
   * An event.
   *
   * @param type what happened
   * @param attempt number of the attempt it is about
   * @param at when
   * @return the event
   */
  public static EventDraft event(String type, Optional<Integer> attempt, Instant at) {
    return new EventDraft(
        type, 1, TaskSettings.DEFAULT_PROJECT, "tester", attempt, "test-correlation", at, JsonObject.EMPTY);
  }
}
