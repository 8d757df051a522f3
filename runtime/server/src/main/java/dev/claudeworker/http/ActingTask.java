package dev.claudeworker.http;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The task on whose behalf a request is: what belongs to it, and what tasks that it creates have of it.
 *
 * @param task the task as it stands
 * @param input reads its heavy texts
 * @param tasks looks tasks up
 * @param orchestrations looks orchestrations up
 */
record ActingTask(
    Task task, Supplier<TaskInput> input, Function<TaskId, Optional<Task>> tasks,
    Function<OrchestrationId, Optional<Orchestration>> orchestrations) {

  /** Its name for people: itself, and where it belongs. */
  String what() {
    return "Task " + task.id() + task.place().orchestration().map(id -> " of orchestration " + id).orElse("");
  }

  /** Whether a task is its own: itself, created by it, or of an orchestration that is its own. */
  boolean owns(TaskId id) {
    return id.equals(task.id()) || tasks.apply(id).filter(this::owns).isPresent();
  }

  private boolean owns(Task other) {
    return other.settings().origin().parentTask().equals(Optional.of(task.id()))
        || other.place().orchestration().filter(this::owns).isPresent();
  }

  /** Whether an orchestration is its own: the one it runs in, or one that it created. */
  boolean owns(OrchestrationId id) {
    return task.place().orchestration().equals(Optional.of(id))
        || orchestrations.apply(id)
            .filter(found -> found.origin().parentTask().equals(Optional.of(task.id())))
            .isPresent();
  }

  /**
   * Whether tasks that it creates may work in a directory: in its own or below it, or below the base of its orchestration. Links are
   * followed, also above a directory that is still to be made.
   */
  boolean mayWorkIn(Path directory) {
    Path real = real(directory);
    return real.startsWith(real(task.settings().workingDirectory()))
        || task.place()
            .orchestration()
            .flatMap(orchestrations::apply)
            .flatMap(orchestration -> orchestration.settings().baseDirectory())
            .filter(base -> real.startsWith(real(base)))
            .isPresent();
  }

  private static Path real(Path directory) {
    Path normal = directory.toAbsolutePath().normalize();
    Path existing = normal;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      return existing.toRealPath().resolve(existing.relativize(normal));
    } catch (IOException gone) {
      return normal;
    }
  }
}
