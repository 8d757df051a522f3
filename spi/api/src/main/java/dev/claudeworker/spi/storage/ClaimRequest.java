package dev.claudeworker.spi.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks for due tasks. Storage takes pending tasks in claim order (ties by id) whose executor is among {@code executors} and
 * behind no gate that is closed at {@code at} and that {@code placement} does not leave to others, makes them running, and
 * creates attempt and lease, all in the transaction of the group. Claiming clears the task's wait and its due time, sets {@code started} if it is empty, and counts the attempt.
 *
 * @param holder who will hold the leases
 * @param limit at most so many, 1 or more
 * @param leaseFor how long the leases hold, by the storage's clock
 * @param executors names of the executors this server can run
 * @param placement what belongs to other servers
 * @param accountLimits at most so many tasks of an executor and account ({@code executor/account}) in this claim; missing =
 *     no bound of its own
 * @param at now, by the core's clock; becomes the start time
 * @param ids gives attempt uuids and lease tokens
 * @param events the events to write for a claimed task
 */
public record ClaimRequest(
    LeaseHolder holder,
    int limit,
    Duration leaseFor,
    Set<String> executors,
    Placement placement,
    Map<String, Integer> accountLimits,
    Instant at,
    Supplier<UUID> ids,
    Function<ClaimedTask, List<EventDraft>> events) {

  /** Copies the collections. */
  public ClaimRequest {
    executors = Set.copyOf(executors);
    accountLimits = Map.copyOf(accountLimits);
  }
}
