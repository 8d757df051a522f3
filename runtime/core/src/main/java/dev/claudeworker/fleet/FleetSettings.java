package dev.claudeworker.fleet;

import java.time.Duration;
import java.util.Map;

/**
 * What a server is among others.
 *
 * @param name {@code server.name}: what people call it
 * @param version the version of its program
 * @param labels {@code server.labels}: what it offers
 * @param resumeGrace {@code worker.resume_grace}: for so long a task that continues a session is left to the server that has it
 * @param yieldFor {@code worker.yield}: for so long a server with fewer free slots leaves new tasks to the one with the most
 * @param forgetAfter {@code retention.servers}: when a server that is gone is not listed any more
 */
public record FleetSettings(
    String name, String version, Map<String, String> labels, Duration resumeGrace, Duration yieldFor,
    Duration forgetAfter) {

  /** 2 min, 25 ms, 7 d. */
  public static final FleetSettings DEFAULT =
      new FleetSettings(
          "claude-worker", "development", Map.of(), Duration.ofMinutes(2), Duration.ofMillis(25), Duration.ofDays(7));

  /** Copies the labels. */
  public FleetSettings {
    labels = Map.copyOf(labels);
    if (resumeGrace.isNegative() || yieldFor.isNegative() || forgetAfter.isNegative()) {
      throw new IllegalArgumentException("worker.resume_grace, worker.yield and retention.servers are not negative");
    }
  }

  /** The same of a program of this version. */
  public FleetSettings ofVersion(String program) {
    return new FleetSettings(name, program, labels, resumeGrace, yieldFor, forgetAfter);
  }
}
