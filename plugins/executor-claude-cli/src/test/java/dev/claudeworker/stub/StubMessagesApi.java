package dev.claudeworker.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * A small stand-in for the Messages API on the loopback address, so that the real command line
 * runs end to end without network and credential. What it answers is written in the prompts it
 * gets: see {@link DirectiveParser}. It decides nothing and checks no key.
 *
 * <p>Each connection has a virtual thread. {@link #close} ends all of them, also those that hang.
 */
public final class StubMessagesApi implements AutoCloseable {

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<StubConnection> connections = ConcurrentHashMap.newKeySet();
  private final RequestLog log = new RequestLog();
  private final Pacing pacing = new Pacing();
  private final MessagesEndpoint messages;
  private final StubRoutes routes;

  private StubMessagesApi(StubSettings settings, ServerSocket server) {
    this.server = server;
    this.messages = new MessagesEndpoint(settings, pacing);
    this.routes = new StubRoutes(settings, log, messages, this::reset);
  }

  /** Starts a stub with default settings on a free port. */
  public static StubMessagesApi start() {
    return start(StubSettings.defaults());
  }

  /** Starts a stub; it serves when this method returns. */
  public static StubMessagesApi start(StubSettings settings) {
    try {
      ServerSocket server = new ServerSocket(settings.port(), 128, InetAddress.getLoopbackAddress());
      StubMessagesApi stub = new StubMessagesApi(settings, server);
      stub.threads.execute(stub::accept);
      return stub;
    } catch (IOException e) {
      throw new UncheckedIOException("the stub cannot listen on port " + settings.port(), e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** What belongs into {@code ANTHROPIC_BASE_URL}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** All requests so far, in order of arrival. */
  public List<LoggedRequest> requests() {
    return log.all();
  }

  /** The first request that matches, waiting for it at most that long. */
  public Optional<LoggedRequest> awaitRequest(Predicate<LoggedRequest> wanted, Duration atMost)
      throws InterruptedException {
    return log.await(wanted, atMost);
  }

  /** Lets each of the next requests meet one of the faults, for example {@code [[error 529]]}. */
  public void queueFaults(String directives) {
    messages.queueFaults(directives);
  }

  /** Message requests being answered (or left hanging) now. */
  public int active() {
    return messages.active();
  }

  /** The most message requests that were open at once. */
  public int peak() {
    return messages.peak();
  }

  /** Closes every connection, so that hanging requests end. */
  public void releaseHanging() {
    connections.forEach(StubMessagesApi::closeQuietly);
  }

  /** Forgets requests, attempts and queued faults, and releases what hangs. */
  public void reset() {
    log.clear();
    messages.reset();
    releaseHanging();
  }

  @Override
  public void close() {
    closeQuietly(server);
    pacing.close();
    releaseHanging();
    threads.shutdownNow();
    threads.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        StubConnection connection = new StubConnection(socket);
        connections.add(connection);
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        // the socket was closed by close(), or one client went away before it was served
      }
    }
  }

  private void serve(StubConnection connection) {
    try (connection) {
      for (Optional<StubRequest> next = connection.next();
          next.isPresent();
          next = connection.next()) {
        routes.handle(connection, next.get());
      }
    } catch (IOException e) {
      // the client went away or the connection was released; both are part of the play
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // nothing is lost: the stub keeps no data
    }
  }
}
