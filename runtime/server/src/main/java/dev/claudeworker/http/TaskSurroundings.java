package dev.claudeworker.http;

import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskOrigin;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What counts for the tasks of one request that say nothing about it.
 *
 * @param origin where the request comes from
 * @param priority how urgent they are
 * @param workingDirectory where they run; empty = the server's default
 * @param baseDirectory from where relative directories count, and inside which a missing one is made when its task starts
 * @param environment the variables of the shell that submits them
 * @param parent the task that creates them, which they take after
 */
record TaskSurroundings(
    TaskOrigin origin,
    Priority priority,
    Optional<Path> workingDirectory,
    Optional<Path> baseDirectory,
    Map<String, String> environment,
    Optional<ActingTask> parent) {

  /** Of a single task. */
  static TaskSurroundings of(TaskOrigin origin, Optional<ActingTask> parent) {
    return new TaskSurroundings(origin, Priority.NORMAL, directory(parent), Optional.empty(), Map.of(), parent);
  }

  /** A task that another one creates works where that one does, unless it says otherwise. */
  static Optional<Path> directory(Optional<ActingTask> parent) {
    return parent.map(acting -> acting.task().settings().workingDirectory());
  }
}
