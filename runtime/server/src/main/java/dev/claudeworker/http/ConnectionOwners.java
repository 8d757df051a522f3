package dev.claudeworker.http;

import dev.claudeworker.security.OwnSockets;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for every open connection whether its other end belongs to the own user. A socket keeps its owner, so it is looked
 * up once per connection and not per request.
 */
final class ConnectionOwners {

  private final OwnSockets sockets;
  private final Map<HttpConnection, Boolean> known = new ConcurrentHashMap<>();

  ConnectionOwners(OwnSockets sockets) {
    this.sockets = sockets;
  }

  boolean isOwn(HttpConnection connection) {
    return known.computeIfAbsent(connection, this::lookUp);
  }

  /** To be called when a connection was closed. */
  void forget(HttpConnection connection) {
    known.remove(connection);
  }

  private boolean lookUp(HttpConnection connection) {
    Optional<InetSocketAddress> remote = address(connection.remoteAddress());
    Optional<InetSocketAddress> local = address(connection.localAddress());
    return remote.isPresent() && local.isPresent() && sockets.isOwn(remote.get(), local.get());
  }

  private static Optional<InetSocketAddress> address(SocketAddress address) {
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByName(address.hostAddress()), address.port()));
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }
}
