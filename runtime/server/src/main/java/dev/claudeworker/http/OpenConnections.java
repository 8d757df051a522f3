package dev.claudeworker.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that are open: not too many, and each sends its next request head in time, however slowly it trickles in.
 * Every method is called on the event loop of the connection.
 */
final class OpenConnections {

  private static final Logger log = LoggerFactory.getLogger(OpenConnections.class);

  private final Vertx vertx;
  private final HttpSettings settings;
  private final ConnectionOwners owners;
  private final Map<HttpConnection, Expectation> open = new ConcurrentHashMap<>();

  OpenConnections(Vertx vertx, HttpSettings settings, ConnectionOwners owners) {
    this.vertx = vertx;
    this.settings = settings;
    this.owners = owners;
  }

  /** What a connection owes: the requests that are being answered, and the timer that ends it if no other comes. */
  private static final class Expectation {
    private int answering;
    private Optional<Long> timer = Optional.empty();
  }

  /** A connection was opened. */
  void opened(HttpConnection connection) {
    if (open.size() >= settings.maxConnections()) {
      log.warn("a connection from {} was closed: {} are open (server.max_connections)",
          connection.remoteAddress(), settings.maxConnections());
      connection.close();
      return;
    }
    open.put(connection, new Expectation());
    connection.closeHandler(_ -> closed(connection));
    expectHead(connection, settings.headerTimeout());
  }

  private void closed(HttpConnection connection) {
    owners.forget(connection);
    Optional.ofNullable(open.remove(connection)).flatMap(gone -> gone.timer).ifPresent(vertx::cancelTimer);
  }

  /** The head of a request has come. */
  void begun(HttpConnection connection) {
    Optional.ofNullable(open.get(connection)).ifPresent(expectation -> {
      expectation.timer.ifPresent(vertx::cancelTimer);
      expectation.timer = Optional.empty();
      expectation.answering++;
    });
  }

  /** A request is answered. */
  void answered(HttpConnection connection) {
    Optional.ofNullable(open.get(connection)).ifPresent(expectation -> {
      expectation.answering--;
      if (expectation.answering == 0) {
        expectHead(connection, settings.idleTimeout());
      }
    });
  }

  private void expectHead(HttpConnection connection, Duration within) {
    Optional.ofNullable(open.get(connection))
        .ifPresent(expectation -> expectation.timer =
            Optional.of(vertx.setTimer(within.toMillis(), _ -> connection.close())));
  }
}
