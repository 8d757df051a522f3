package dev.claudeworker.health;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The findings of all checks.
 *
 * @param findings by the name of the part, in the order of the checks
 */
public record HealthReport(Map<String, Finding> findings) {

  /** Keeps the order. */
  public HealthReport {
    findings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(findings));
  }

  /**
   * Does all checks at once, each for a limited time.
   *
   * @param checks the checks
   * @param atMost how long one may take
   * @return what they found
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public static HealthReport of(List<HealthCheck> checks, Duration atMost) throws InterruptedException {
    Map<HealthCheck, Looking> looking = new LinkedHashMap<>();
    checks.forEach(check -> looking.put(check, Looking.start(check)));
    long deadline = System.nanoTime() + atMost.toNanos();
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (Map.Entry<HealthCheck, Looking> entry : looking.entrySet()) {
      findings.put(entry.getKey().name(), entry.getValue().finding(deadline, atMost));
    }
    return new HealthReport(findings);
  }

  /** The worst of all. */
  public HealthStatus status() {
    return findings.values()
        .stream()
        .map(Finding::status)
        .max(Comparator.naturalOrder())
        .orElse(HealthStatus.OK);
  }

  /** A check at work on a thread of its own. */
  private record Looking(FutureTask<Finding> task, Thread thread) {

    static Looking start(HealthCheck check) {
      var task = new FutureTask<>(check::look);
      return new Looking(task, Thread.ofVirtual().name("health-" + check.name()).start(task));
    }

    Finding finding(long deadline, Duration atMost) throws InterruptedException {
      try {
        return task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        thread.interrupt();
        return new Finding(HealthStatus.FAILED,
            "It did not answer within " + atMost.toMillis() + " ms (health.timeout).",
            "Look at the load of the machine and at the server's log.", JsonObject.EMPTY);
      } catch (ExecutionException failed) {
        return failure(failed.getCause());
      }
    }

    private static Finding failure(@Nullable Throwable cause) {
      return cause instanceof WorkerException told
          ? new Finding(HealthStatus.FAILED, String.valueOf(told.getMessage()), told.suggestion(), JsonObject.EMPTY)
          : new Finding(HealthStatus.FAILED, "It could not be looked at: " + cause,
              "Look at the server's log.", JsonObject.EMPTY);
    }
  }
}
