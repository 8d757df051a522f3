package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.task.WaitReason;
import java.util.Optional;

/**
 * A task of an orchestration as people see it in the list of all.
 *
 * @param task the task as it stands
 * @param waitReason why it is not running
 * @param lastAction the latest progress; that of this very moment if it runs here
 */
public record MemberView(OrchestrationTask task, Optional<WaitReason> waitReason, Optional<String> lastAction) {}
