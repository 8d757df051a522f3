package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import java.io.IOException;
import java.io.InputStream;

/** Copies what the child of an attempt printed, byte by byte. */
final class RawOutputView {

  private final Session session;
  private final ServerApi server;
  private final long id;
  private final String stream;

  RawOutputView(Session session, ServerApi server, long id, String stream) {
    this.session = session;
    this.server = server;
    this.id = id;
    this.stream = stream;
  }

  /**
   * Copies all of it.
   *
   * @param attempt the attempt
   * @param follow whether to go on until the attempt is over
   */
  void copy(long attempt, boolean follow) throws InterruptedException {
    var pace = new PollPace();
    long offset = 0;
    while (!session.output().isClosed()) {
      // Asked before reading, so that nothing written before the end is missed.
      boolean over = !follow || isOver(attempt);
      long copied = copyFrom(attempt, offset);
      offset += copied;
      if (copied > 0) {
        pace = new PollPace();
      } else if (over) {
        return;
      } else {
        pace.pause();
      }
    }
  }

  private boolean isOver(long attempt) {
    var task = new TaskDocument(server.get(TaskNumbers.path(id)));
    return task.hasEnded() || task.attempts() > attempt;
  }

  private long copyFrom(long attempt, long offset) {
    String path = TaskNumbers.path(id) + "/logs?attempt=" + attempt + "&raw=" + stream + "&offset=" + offset;
    try (InputStream in = server.bytes(path)) {
      return in.transferTo(session.output().out());
    } catch (IOException broken) {
      throw new CommandFailure(
          ExitCodes.UNREACHABLE, "the connection to the server broke: " + broken, "Try again.");
    }
  }
}
