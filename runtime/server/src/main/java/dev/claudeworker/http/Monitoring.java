package dev.claudeworker.http;

import dev.claudeworker.health.HealthCheck;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the interface tells to those who watch the server.
 *
 * @param metrics gives the figures in Prometheus' text format
 * @param checks look at the parts of the server
 * @param checkTimeout {@code health.timeout}
 * @param configuration gives the configuration that counts, secrets masked
 */
public record Monitoring(
    Supplier<String> metrics, List<HealthCheck> checks, Duration checkTimeout, Supplier<JsonObject> configuration) {

  /** Copies the list. */
  public Monitoring {
    checks = List.copyOf(checks);
  }
}
