package dev.claudeworker.http;

import dev.claudeworker.mcp.KeptStreams;
import dev.claudeworker.stream.EventStreamWriter;
import dev.claudeworker.stream.StreamClosedException;
import java.time.Duration;

/** A stream of a session whose client may come back after its connection broke, and then misses nothing. */
interface ResumableStream extends KeptStreams.Kept {

  /**
   * Writes what comes after an event, until the stream is over or its connection is.
   *
   * @param out the connection
   * @param after number of the last event that the client has; 0 = none
   * @param keepAlive a sign of life is due after so long without an event
   */
  void copy(EventStreamWriter out, long after, Duration keepAlive) throws InterruptedException, StreamClosedException;
}
