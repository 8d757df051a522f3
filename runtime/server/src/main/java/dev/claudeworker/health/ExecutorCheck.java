package dev.claudeworker.health;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.Readiness;
import dev.claudeworker.worker.ExecutorCatalog;
import dev.claudeworker.worker.RegisteredExecutor;
import java.util.Optional;
import java.util.Set;

/**
 * Whether executors could run a task now.
 *
 * @param executors the executors
 * @param usual the one that tasks use which name none; without it the server is of little use
 */
public record ExecutorCheck(ExecutorCatalog executors, String usual) implements HealthCheck {

  @Override
  public String name() {
    return "executors";
  }

  @Override
  public Finding look() {
    var figures = new ObjectBuilder();
    Optional<Readiness> notReady = Optional.empty();
    Set<String> names = executors.names();
    for (String name : names) {
      Readiness readiness = readiness(name);
      figures.put(name, new ObjectBuilder()
          .put("ready", readiness.ready())
          .put("message", readiness.message())
          .put("suggestion", readiness.suggestion())
          .build());
      if (!readiness.ready() && (notReady.isEmpty() || name.equals(usual))) {
        notReady = Optional.of(new Readiness(false, name + ": " + readiness.message(), readiness.suggestion()));
      }
    }
    if (!names.contains(usual)) {
      return new Finding(HealthStatus.FAILED, "There is no executor '" + usual + "' (task.executor).",
          "Put its plugin into the folder 'plugins', or choose another one with task.executor.", figures.build());
    }
    return notReady.map(reason -> new Finding(
        HealthStatus.DEGRADED, reason.message(), reason.suggestion(), figures.build()))
        .orElseGet(() -> Finding.ok("All " + names.size() + " executors are ready.", figures.build()));
  }

  private Readiness readiness(String name) {
    try {
      return executors.find(name)
          .map(RegisteredExecutor::executor)
          .map(executor -> executor.readiness())
          .orElseGet(() -> Readiness.notReady("it was taken out", "Look at 'claude-worker plugins list'."));
    } catch (WorkerException broken) {
      return Readiness.notReady(String.valueOf(broken.getMessage()), broken.suggestion());
    }
  }
}
