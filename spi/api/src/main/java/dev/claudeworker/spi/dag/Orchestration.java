package dev.claudeworker.spi.dag;

import dev.claudeworker.spi.task.TaskOrigin;
import java.util.Optional;
import java.util.UUID;

/**
 * An orchestration as it stands in storage.
 *
 * @param id the number for people
 * @param uuid the identity for machines, chosen by the submitter; also the idempotency of the submission
 * @param version grows with every move and with added tasks, not with the counts; the ETag of the API
 * @param project what it belongs to
 * @param name a title for people
 * @param settings what the submitter chose
 * @param status where it stands
 * @param counts its tasks by state; kept true by every transaction
 * @param times when what happened
 * @param origin where it comes from
 */
public record Orchestration(
    OrchestrationId id,
    UUID uuid,
    long version,
    String project,
    Optional<String> name,
    OrchestrationSettings settings,
    OrchestrationStatus status,
    TaskCounts counts,
    OrchestrationTimes times,
    TaskOrigin origin) {}
