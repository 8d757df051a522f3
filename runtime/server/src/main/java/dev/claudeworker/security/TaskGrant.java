package dev.claudeworker.security;

import dev.claudeworker.spi.task.TaskId;
import java.util.UUID;

/**
 * What a task's own token stands for: one attempt. Whether the attempt still runs is not known here.
 *
 * @param task the task
 * @param attempt number of the attempt
 * @param attemptId identity of the attempt, so that the token is worth nothing in another database
 */
public record TaskGrant(TaskId task, int attempt, UUID attemptId) {}
