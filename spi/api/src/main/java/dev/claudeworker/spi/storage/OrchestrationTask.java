package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A task in the list of its orchestration.
 *
 * @param id its number
 * @param status its state
 * @param waitReason why it waits
 * @param place its place among others
 * @param times when what happened
 * @param promptPreview the first characters of the prompt
 * @param laneKey key of its own lane
 * @param initialDelay how long it waits after its last dependency
 * @param costMicrosUsd what all ended attempts cost together, in millionths of a US dollar
 * @param errorMessage why its last ended attempt failed
 * @param lastAction the latest progress of the running or last attempt
 */
public record OrchestrationTask(
    TaskId id,
    TaskStatus status,
    Optional<WaitReason> waitReason,
    TaskPlace place,
    TaskTimes times,
    String promptPreview,
    Optional<String> laneKey,
    Duration initialDelay,
    long costMicrosUsd,
    Optional<String> errorMessage,
    Optional<String> lastAction) {

  /**
   * The same task with other upstream tasks.
   *
   * @param upstreams the new upstream tasks of its {@link #place}
   * @return the new row
   */
  public OrchestrationTask dependingOn(List<TaskId> upstreams) {
    return new OrchestrationTask(
        id,
        status,
        waitReason,
        place.withUpstreams(upstreams, place.unmet()),
        times,
        promptPreview,
        laneKey,
        initialDelay,
        costMicrosUsd,
        errorMessage,
        lastAction);
  }
}
