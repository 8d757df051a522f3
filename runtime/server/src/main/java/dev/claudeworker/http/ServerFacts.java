package dev.claudeworker.http;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * What does not change while a server runs.
 *
 * @param version version of the program
 * @param serverId its id, the same over restarts
 * @param incarnation new with every start
 * @param pid its process
 * @param startedAt when it started
 * @param home its home directory
 */
public record ServerFacts(String version, String serverId, UUID incarnation, long pid, Instant startedAt, Path home) {

  /** What the program calls itself. */
  public static final String NAME = "claude-worker";
}
