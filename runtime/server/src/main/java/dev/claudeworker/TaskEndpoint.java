package dev.claudeworker;

import dev.claudeworker.security.TaskGrant;
import dev.claudeworker.security.TaskTokens;
import dev.claudeworker.spi.executor.QueueAccess;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.worker.QueueAccessSource;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Where running tasks reach this server. Attempts may begin before it listens; then they wait until it does. */
final class TaskEndpoint implements QueueAccessSource {

  private final TaskTokens tokens;
  private final boolean allowed;
  private final CompletableFuture<Optional<URI>> endpoint = new CompletableFuture<>();

  TaskEndpoint(TaskTokens tokens, boolean allowed) {
    this.tokens = tokens;
    this.allowed = allowed;
  }

  /** Tells where the server listens. */
  void listening(String host, int port) {
    endpoint.complete(Optional.of(URI.create("http://" + reachable(host) + ":" + port + "/mcp")));
  }

  /** Tells that it does not listen: then tasks cannot reach the queue. */
  void notListening() {
    endpoint.complete(Optional.empty());
  }

  /** What listens on every address is reached by loopback. */
  private static String reachable(String host) {
    String address = isEveryAddress(host) ? "127.0.0.1" : host;
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private static boolean isEveryAddress(String host) {
    try {
      return InetAddress.getByName(host).isAnyLocalAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  @Override
  public Optional<QueueAccess> of(TaskId task, int attempt, UUID attemptId) throws InterruptedException {
    if (!allowed) {
      return Optional.empty();
    }
    try {
      Optional<URI> reached = endpoint.get();
      return reached.isPresent()
          ? Optional.of(new QueueAccess(reached.get(), tokens.issue(new TaskGrant(task, attempt, attemptId))))
          : Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
