package dev.claudeworker.notify;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds what events are about.
 *
 * @param tasks finds tasks
 * @param orchestrations finds orchestrations
 */
public record Subjects(
    Function<TaskId, Optional<Task>> tasks, Function<OrchestrationId, Optional<Orchestration>> orchestrations) {}
