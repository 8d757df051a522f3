package dev.claudeworker.spi.storage;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Which of the tasks that a server could run belong elsewhere.
 *
 * @param labels what the server offers; a task that requires labels is claimed only where all of them are, with these values
 * @param others ids of other servers that are alive: a task that continues a session is left to the one on which its last
 *     attempt was claimed
 * @param leaveFor for so long since it became pending, by the storage's clock; then anybody takes it
 */
public record Placement(Map<String, String> labels, Set<String> others, Duration leaveFor) {

  /** A server without labels and without others. */
  public static final Placement ALONE = new Placement(Map.of(), Set.of(), Duration.ZERO);

  /** Copies the collections. */
  public Placement {
    labels = Map.copyOf(labels);
    others = Set.copyOf(others);
  }
}
