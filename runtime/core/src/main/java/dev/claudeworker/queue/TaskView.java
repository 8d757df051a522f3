package dev.claudeworker.queue;

import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.WaitReason;
import java.util.Optional;

/**
 * A task as people see it.
 *
 * @param task the task as it stands
 * @param waitReason why it is not running: stored for a waiting task, worked out now for a pending one, else empty
 */
public record TaskView(Task task, Optional<WaitReason> waitReason) {}
