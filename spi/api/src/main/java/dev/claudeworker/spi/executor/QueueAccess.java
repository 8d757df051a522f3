package dev.claudeworker.spi.executor;

import java.net.URI;

/**
 * How an attempt reaches the queue it was started from, to add tasks to it and to look at its own. The token is a secret that
 * counts for this attempt alone: it may create tasks within the bounds of the server, and read what belongs to the task; it is
 * worth nothing once the attempt has ended. Hand it to the child in a file that only its owner can read, never in arguments.
 *
 * @param endpoint where the server speaks the Model Context Protocol over HTTP; an address of this machine
 * @param token sent as {@code Authorization: Bearer}; the same over all adoptions of the attempt
 */
public record QueueAccess(URI endpoint, String token) {

  /** Without the token. */
  @Override
  public String toString() {
    return "QueueAccess[" + endpoint + "]";
  }
}
