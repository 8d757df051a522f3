package dev.claudeworker.wait;

import dev.claudeworker.spi.task.Gate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds pending tasks back.
 *
 * @param now the moment
 * @param gates the gates whose rows stand
 * @param executors names of the executors of this server
 * @param slots how many attempts may run at once
 * @param free how many more may begin
 * @param lanes who holds places in lanes
 * @param halted why nothing is claimed here at all
 * @param servers what other servers have to do with it
 */
public record WaitFacts(
    Instant now, List<Gate> gates, Set<String> executors, int slots, int free, LaneHolders lanes,
    Optional<String> halted, OtherServerFacts servers) {

  /** Copies the collections. */
  public WaitFacts {
    gates = List.copyOf(gates);
    executors = Set.copyOf(executors);
  }
}
