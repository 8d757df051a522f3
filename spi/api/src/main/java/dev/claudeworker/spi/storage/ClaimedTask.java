package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskInput;
import java.util.Optional;

/**
 * A task together with all that is needed to run it.
 *
 * @param task the task as it stands after the claim
 * @param input its heavy texts
 * @param attempt the attempt
 * @param lease the lease
 * @param continuation what this attempt continues
 */
public record ClaimedTask(
    Task task, TaskInput input, Attempt attempt, Lease lease, Optional<Continuation> continuation) {}
