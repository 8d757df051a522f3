package dev.claudeworker.mcp;

import java.util.List;
import java.util.stream.Stream;

/** The revisions of the protocol that this server speaks. */
public final class McpVersions {

  /** Every request carries what the handshake used to settle. */
  public static final String STATELESS = "2026-07-28";

  /** The one in which clients ask for a handle to the work of a call. */
  static final String WITH_EARLY_TASKS = "2025-11-25";

  /** Revisions with a handshake, newest first. */
  static final List<String> WITH_HANDSHAKE = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  /** All, newest first. */
  static final List<String> ALL = Stream.concat(Stream.of(STATELESS), WITH_HANDSHAKE.stream()).toList();

  private McpVersions() {}

  /** Whether requests of a revision are served after a handshake. */
  public static boolean hasHandshake(String version) {
    return WITH_HANDSHAKE.contains(version);
  }

  /** The answer to a handshake: the same revision if it is known, else the newest one with a handshake. */
  static String negotiated(String asked) {
    return WITH_HANDSHAKE.contains(asked) ? asked : WITH_HANDSHAKE.getFirst();
  }
}
