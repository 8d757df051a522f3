package dev.claudeworker.wait;

import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What other servers have to do with waiting tasks.
 *
 * @param labels what this server offers
 * @param others the others that are alive
 * @param leaveFor how long a task that continues a session is left to the server that has it
 * @param lastServer the server of a task's last attempt
 */
public record OtherServerFacts(
    Map<String, String> labels, List<RegisteredServer> others, Duration leaveFor,
    Function<TaskId, Optional<String>> lastServer) {

  /** Of a server that is alone. */
  public static final OtherServerFacts ALONE =
      new OtherServerFacts(Map.of(), List.of(), Duration.ZERO, task -> Optional.empty());

  /** Copies the collections. */
  public OtherServerFacts {
    labels = Map.copyOf(labels);
    others = List.copyOf(others);
  }

  /** The others that have an executor and all labels. */
  List<RegisteredServer> fitting(String executor, Map<String, String> required) {
    return others.stream()
        .filter(server -> server.entry().executors().contains(executor))
        .filter(server -> server.entry().labels().entrySet().containsAll(required.entrySet()))
        .toList();
  }

  boolean fitsHere(Map<String, String> required) {
    return labels.entrySet().containsAll(required.entrySet());
  }

  /** The other server to which a task is left because of its session. */
  Optional<RegisteredServer> holdingSession(TaskId task) {
    return others.isEmpty()
        ? Optional.empty()
        : lastServer.apply(task).flatMap(id -> others.stream().filter(server -> server.id().equals(id)).findFirst());
  }
}
