package dev.claudeworker.wait;

import dev.claudeworker.spi.task.TaskId;
import java.util.List;

/** Tells who holds the places of a lane. */
@FunctionalInterface
public interface LaneHolders {

  /** Some of the tasks that hold a place. */
  List<TaskId> of(String key);
}
