package dev.claudeworker.metrics;

import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts what committed events tell. */
final class EventMeters {

  /** How an attempt ended, by the event that tells it. */
  private static final Map<String, String> OUTCOMES = Map.of(
      EventTypes.TASK_COMPLETED, "completed",
      EventTypes.TASK_FAILED, "failed",
      EventTypes.TASK_CANCELLED, "cancelled",
      EventTypes.TASK_RETRY_SCHEDULED, "retried",
      EventTypes.TASK_SUSPENDED, "suspended",
      EventTypes.TASK_RELEASED, "released");

  private static final Duration[] WAITS = bounds(0.01, 0.05, 0.25, 1, 5, 30, 120, 600, 3_600, 21_600, 86_400);
  private static final Duration[] RUNS = bounds(0.1, 1, 5, 15, 60, 300, 900, 1_800, 3_600, 10_800, 43_200);

  private final MeterRegistry registry;
  private final BoundedLabel codes;
  private final Timer queueWait;
  private final Counter cost;
  private final Map<String, Timer> attempts;

  EventMeters(MeterRegistry registry, BoundedLabel codes) {
    this.registry = registry;
    this.codes = codes;
    this.queueWait = timer("claude_worker.queue.wait", "From being due to being started.", WAITS);
    this.cost = Counter.builder("claude_worker.cost.usd")
        .description("What attempts cost that ended since the server started.")
        .register(registry);
    this.attempts = OUTCOMES.values()
        .stream()
        .collect(Collectors.toMap(Function.identity(), outcome -> timer(
            "claude_worker.attempt.duration", "How long attempts took.", RUNS, "outcome", outcome)));
  }

  private static Duration[] bounds(double... values) {
    return Arrays.stream(values)
        .mapToObj(value -> Duration.ofMillis((long) (value * 1_000)))
        .toArray(Duration[]::new);
  }

  private Timer timer(String name, String description, Duration[] upTo, String... tags) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(upTo)
        .register(registry);
  }

  /** The types of events that are looked at. */
  static boolean counts(TaskEvent event) {
    return OUTCOMES.containsKey(event.type()) || event.type().equals(EventTypes.TASK_STARTED);
  }

  void count(TaskEvent event) {
    JsonObject data = event.data();
    seconds(data, "queue_seconds").ifPresent(queueWait::record);
    Optional.ofNullable(OUTCOMES.get(event.type()))
        .map(attempts::get)
        .ifPresent(timer -> seconds(data, "attempt_seconds").ifPresent(timer::record));
    number(data, "cost_usd").ifPresent(spent -> cost.increment(spent.doubleValue()));
    if (isFailure(event)) {
      data.text("code").ifPresent(code -> failures(code, data.text("category").orElse("internal")).increment());
    }
  }

  private static boolean isFailure(TaskEvent event) {
    return event.type().equals(EventTypes.TASK_FAILED) || event.type().equals(EventTypes.TASK_RETRY_SCHEDULED);
  }

  private Counter failures(String code, String category) {
    return Counter.builder("claude_worker.failures")
        .description("Attempts that failed, also those that are tried again.")
        .tags("code", codes.of(code), "category", category)
        .register(registry);
  }

  private static Optional<Duration> seconds(JsonObject data, String name) {
    return number(data, name).map(value -> Duration.ofMillis(value.movePointRight(3).longValue()));
  }

  private static Optional<BigDecimal> number(JsonObject data, String name) {
    return data.get(name)
        .flatMap(value -> value instanceof JsonNumber(BigDecimal number) ? Optional.of(number)
            : Optional.empty());
  }
}
