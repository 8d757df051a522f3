package dev.claudeworker.spi.notify;

import dev.claudeworker.spi.task.EventTypes;
import java.util.List;

/**
 * Which events are wanted, by type. An entry is a type ({@code task.failed}), a group of types ({@code task.*}) or
 * everything ({@code *}). Types need not be known: an event of a later version is passed on to whoever asked for it.
 *
 * @param entries the entries; none = no event
 */
public record EventSelection(List<String> entries) {

  /** Starts and ends of tasks, ends of orchestrations, and limits that hold tasks back or let them go. */
  public static final EventSelection DEFAULT = of(
      EventTypes.TASK_STARTED,
      EventTypes.TASK_COMPLETED,
      EventTypes.TASK_FAILED,
      EventTypes.TASK_CANCELLED,
      EventTypes.TASK_SKIPPED,
      EventTypes.GATE_CLOSED,
      EventTypes.GATE_OPENED,
      EventTypes.ORCHESTRATION_COMPLETED,
      EventTypes.ORCHESTRATION_FAILED,
      EventTypes.ORCHESTRATION_CANCELLED,
      EventTypes.ORCHESTRATION_TIMED_OUT);

  private static final String EVERYTHING = "*";
  private static final String ENTRY = "\\*|[a-z][a-z0-9_]*\\.(\\*|[a-z][a-z0-9_]*)";

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if an entry has none of the three forms; the message names it
   */
  public EventSelection {
    entries = List.copyOf(entries);
    for (String entry : entries) {
      if (!entry.matches(ENTRY)) {
        throw new IllegalArgumentException(
            "'" + entry + "' selects no events; write a type such as task.failed, a group such as task.*, or *");
      }
    }
  }

  /**
   * A selection of some entries.
   *
   * @param entries the entries
   * @return the selection
   */
  public static EventSelection of(String... entries) {
    return new EventSelection(List.of(entries));
  }

  /**
   * Whether an event is wanted.
   *
   * @param type its type
   * @return true if an entry selects it
   */
  public boolean contains(String type) {
    return entries.stream().anyMatch(entry -> selects(entry, type));
  }

  private static boolean selects(String entry, String type) {
    return entry.equals(EVERYTHING)
        || entry.equals(type)
        || (entry.endsWith(".*") && type.startsWith(entry.substring(0, entry.length() - 1)));
  }
}
