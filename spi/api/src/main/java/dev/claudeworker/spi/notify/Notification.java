package dev.claudeworker.spi.notify;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import java.util.Optional;

/**
 * Something to tell. Immutable.
 *
 * @param event what happened; of a type that the notifier selected, or {@link #TEST}
 * @param task the task it is about, as it stood when the notification was prepared, which may be later than the event;
 *     empty if the event is about no task or the task was deleted meanwhile
 * @param orchestration the orchestration it is about, likewise; present only if the event is about the orchestration itself
 *     and not about one of its tasks
 */
public record Notification(TaskEvent event, Optional<Task> task, Optional<Orchestration> orchestration) {

  /** Type of the event of a test that a person asked for. It is never in the event log. */
  public static final String TEST = "notifier.test";

  /** Longest {@link #headline}, in characters. */
  public static final int MAX_HEADLINE_LENGTH = 200;

  /** Longest {@link #details}, in characters. */
  public static final int MAX_DETAILS_LENGTH = 1_000;

  /**
   * Whether a person only wants to see that the notifier works.
   *
   * @return true for a test, which every notifier tells
   */
  public boolean isTest() {
    return event.type().equals(TEST);
  }

  /**
   * What happened, on one line.
   *
   * @return at most {@value #MAX_HEADLINE_LENGTH} characters without control characters, never empty
   */
  public String headline() {
    return NotificationText.headline(this);
  }

  /**
   * What a person wants to know beside the headline: the end of a result, why something failed and what to do next.
   *
   * @return at most {@value #MAX_DETAILS_LENGTH} characters, lines separated by line feeds, no other control
   *     characters; empty if there is nothing to add
   */
  public String details() {
    return NotificationText.details(this);
  }
}
