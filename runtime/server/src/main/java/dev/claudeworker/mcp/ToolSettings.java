package dev.claudeworker.mcp;

import java.time.Duration;
import java.util.List;

/**
 * Bounds of tools and of the protocol.
 *
 * @param offer which tools there are, by name; {@code *} stands for any characters
 * @param callTimeout a call that takes longer is interrupted
 * @param maxResultBytes longest result of a call, as it is sent
 * @param callsPerMinute most calls of one client in a minute
 * @param maxSessions most sessions of clients with a handshake; the one idle for longest goes
 * @param sessionIdle a session in which nothing happened for so long is forgotten
 * @param maxResumable most broken streams of a session that are kept for their client to come back
 * @param work work that is followed, and questions
 */
public record ToolSettings(
    List<String> offer,
    Duration callTimeout,
    long maxResultBytes,
    int callsPerMinute,
    int maxSessions,
    Duration sessionIdle,
    int maxResumable,
    WorkSettings work) {

  /** What counts unless configured. */
  public static final ToolSettings DEFAULT = new ToolSettings(
      List.of("*"), Duration.ofMinutes(10), 1L << 20, 600, 1_000, Duration.ofHours(1), 16, WorkSettings.DEFAULT);

  /** Copies the list. */
  public ToolSettings {
    offer = List.copyOf(offer);
  }
}
