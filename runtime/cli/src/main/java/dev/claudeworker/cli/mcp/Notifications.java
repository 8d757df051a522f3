package dev.claudeworker.cli.mcp;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.RawExchange;
import java.io.IOException;
import java.time.Duration;

/** Keeps a stream of notifications open for a client with a handshake, for as long as the process lives. */
final class Notifications implements Runnable {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Upstream upstream;
  private final ClientOutput client;
  private final Handshake handshake;

  Notifications(Upstream upstream, ClientOutput client, Handshake handshake) {
    this.upstream = upstream;
    this.client = client;
    this.handshake = handshake;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      follow();
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException ended) {
        return;
      }
    }
  }

  /** A server that is away for a moment is no news: requests find out, and start one if that is wanted. */
  private void follow() {
    try (RawExchange exchange = upstream.send(upstream.running(), "GET", handshake.headers())) {
      if (exchange.status() == 200) {
        Upstream.read(exchange, client::message);
      }
    } catch (IOException | CommandFailure away) {
      // The next look is after the pause.
      return;
    }
  }
}
