package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.ClaimRequest;
import dev.claudeworker.spi.storage.ClaimedTask;
import java.util.List;
import java.util.Optional;

/** Who wants due tasks. All calls come on the committer's thread, so they must be quick and must not throw. */
public interface ClaimSource {

  /** What to claim with the next group; empty = nothing now. */
  Optional<ClaimRequest> nextClaim();

  /** Tasks that were claimed; durable. */
  void claimed(List<ClaimedTask> tasks);

  /** The storage answers again after it had failed. A claim whose answer was lost may have left attempts behind. */
  void storageRecovered();
}
