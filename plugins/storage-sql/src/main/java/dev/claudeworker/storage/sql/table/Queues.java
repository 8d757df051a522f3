package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.Optional;

/**
 * Names of the queues in which pending tasks stand. Those of lanes are the keys of their rows, too; a prefix keeps lanes of
 * tasks and of orchestrations apart, whatever key a person chose.
 */
public final class Queues {

  private Queues() {}

  /** Tasks that can be claimed. */
  public static String ofAccount(int account) {
    return "a:" + account;
  }

  /** Tasks that wait for a place in their own lane. */
  public static String ofLane(String key) {
    return "t:" + key;
  }

  /** Tasks that have their own place and wait for one of their orchestration's. */
  public static String ofOrchestration(OrchestrationId id) {
    return "o:" + id;
  }

  /** Where a task stands. */
  static Optional<String> of(Task task, int account) {
    if (task.status() != TaskStatus.PENDING) {
      return Optional.empty();
    }
    Optional<Held> held = task.place().held();
    return held.isEmpty() ? Optional.of(ofAccount(account)) : of(task, held.get());
  }

  private static Optional<String> of(Task task, Held held) {
    return switch (held) {
      case PAUSED -> Optional.empty();
      case CONCURRENCY -> task.settings().lane().map(lane -> ofLane(lane.key()));
      case ORCHESTRATION_LIMIT -> task.place().orchestration().map(Queues::ofOrchestration);
    };
  }

  /** Whether a task has all the places that it needs. */
  public static boolean hasAllPlaces(Task task) {
    boolean active = task.status() == TaskStatus.PENDING || task.status() == TaskStatus.RUNNING;
    return active && task.place().held().isEmpty();
  }

  /** Whether a task has a place in its own lane, if it names one. */
  public static boolean hasOwnPlace(Task task) {
    return hasAllPlaces(task) || task.place().held().filter(Held.ORCHESTRATION_LIMIT::equals).isPresent();
  }
}
