package dev.claudeworker.security;

import java.net.InetSocketAddress;
import java.util.OptionalInt;

/** Looks up in the operating system whose sockets are whose. */
@FunctionalInterface
public interface SocketOwners {

  /** Knows nobody, as on systems without such a look-up: everyone needs the token. */
  SocketOwners UNKNOWN = (local, remote) -> OptionalInt.empty();

  /**
   * The user that holds a connected TCP socket of this machine. May block for the time of reading a small file.
   *
   * @param local the address the socket is bound to
   * @param remote the address it is connected to
   * @return the user's id, empty if there is no such socket, nobody holds it any more, or it cannot be told
   */
  OptionalInt ownerOf(InetSocketAddress local, InetSocketAddress remote);
}
