package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.TaskEvent;
import java.util.List;

/**
 * One page of events.
 *
 * @param events the events, by number
 * @param head number of the last durable event at the time of reading
 * @param oldest number of the oldest event that is still kept; a reader whose position is older must load
 *     anew; 1 as long as none was removed
 */
public record EventPage(List<TaskEvent> events, long head, long oldest) {

  /** Copies the list. */
  public EventPage {
    events = List.copyOf(events);
  }
}
