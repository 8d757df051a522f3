package dev.claudeworker.plugin.webhook;

import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.notify.Notification;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a target is told.
 *
 * @param events by type
 * @param labels only of tasks that have all of these labels; none = of all, and of what is about no task
 * @param results of ends only those with one of these results; none = all. Other events are not held back by it
 */
record TargetFilter(EventSelection events, Map<String, String> labels, List<String> results) {

  /** The last word of the types of ends. */
  static final Set<String> RESULTS = Set.of("completed", "failed", "cancelled", "skipped", "timed_out");

  /** Copies the collections. */
  TargetFilter {
    labels = Map.copyOf(labels);
    results = List.copyOf(results);
  }

  /** Whether the target is told this; a test always. */
  boolean wants(Notification notification) {
    if (notification.isTest()) {
      return true;
    }
    String type = notification.event().type();
    return events.contains(type) && hasLabels(notification) && hasResult(type.substring(type.indexOf('.') + 1));
  }

  private boolean hasLabels(Notification notification) {
    return labels.isEmpty()
        || notification.task()
            .map(task -> task.settings().labels().entrySet().containsAll(labels.entrySet()))
            .orElse(false);
  }

  private boolean hasResult(String word) {
    return results.isEmpty() || !RESULTS.contains(word) || results.contains(word);
  }
}
