package dev.claudeworker.reload;

import dev.claudeworker.reload.WatchedFiles.Mark;
import java.nio.file.Path;
import java.util.Map;

/** Tells from one look to the next whether something changed and stands still. Not for several threads. */
final class ReloadRule {

  private Map<Path, Mark> inUse;
  private Map<Path, Mark> lastSeen;

  ReloadRule(Map<Path, Mark> inUse) {
    this.inUse = Map.copyOf(inUse);
    this.lastSeen = this.inUse;
  }

  /** Whether this differs from what is in use and is what the look before saw; said once for each change. */
  boolean isSettledChange(Map<Path, Mark> seen) {
    boolean settled = seen.equals(lastSeen) && !seen.equals(inUse);
    lastSeen = Map.copyOf(seen);
    if (settled) {
      inUse = lastSeen;
    }
    return settled;
  }
}
