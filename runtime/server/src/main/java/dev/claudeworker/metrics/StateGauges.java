package dev.claudeworker.metrics;

import dev.claudeworker.queue.ClaimOrder;
import dev.claudeworker.queue.TaskReader;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.worker.Worker;
import dev.claudeworker.worker.WorkerStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Figures of the moment, looked up when they are asked for. */
final class StateGauges {

  private final TaskReader queue;
  private final Worker worker;
  private final ClaimOrder order;
  private final InstantSource clock;
  private final int maxListed;
  private final BoundedLabel codes;
  private final MultiGauge tasks;
  private final MultiGauge waiting;
  private final MultiGauge gates;
  private final AtomicLong slots = new AtomicLong();
  private final AtomicLong slotsUsed = new AtomicLong();
  private final AtomicLong oldestMillis = new AtomicLong();

  StateGauges(MetricsSources sources, MetricsSettings settings, MeterRegistry registry, BoundedLabel codes) {
    this.queue = sources.queue();
    this.worker = sources.worker();
    this.order = sources.order();
    this.clock = sources.clock();
    this.maxListed = settings.maxListed();
    this.codes = codes;
    this.tasks = multi(registry, "claude_worker.tasks", "Tasks in each state.");
    this.waiting = multi(registry, "claude_worker.tasks.waiting", "Tasks that do not run, by reason.");
    this.gates = multi(registry, "claude_worker.gates.closed", "Closed gates, by reason.");
    Gauge.builder("claude_worker.slots", slots, AtomicLong::get)
        .description("Worker slots: so many attempts may run at once.")
        .register(registry);
    Gauge.builder("claude_worker.slots.used", slotsUsed, AtomicLong::get)
        .description("Worker slots in which an attempt runs.")
        .register(registry);
    Gauge.builder("claude_worker.oldest.due.task.age.seconds", oldestMillis, millis -> millis.get() / 1e3)
        .description("How long the task that has been due longest has waited for its start.")
        .register(registry);
    Gauge.builder("claude_worker.subscribers.dropped", sources.events(), events -> events.dropped())
        .description("Subscribers of events that were ended because they were too slow.")
        .register(registry);
  }

  private static MultiGauge multi(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  void refresh() {
    Map<TaskStatus, Long> counts = queue.counts();
    tasks.register(counts.entrySet()
        .stream()
        .<Row<?>>map(entry -> Row.of(Tags.of("status", entry.getKey().word()), entry.getValue()))
        .toList(), true);
    WaitingTasks now = WaitingTasks.of(queue, order, codes, maxListed, counts);
    waiting.register(rows("reason", now.byReason()), true);
    gates.register(rows("code", closed(queue.gates())), true);
    oldestMillis.set(now.oldestDue()
        .map(due -> Math.max(0, Duration.between(due, clock.instant()).toMillis()))
        .orElse(0L));
    WorkerStatus status = worker.status();
    slots.set(status.slots());
    slotsUsed.set(status.running().size());
  }

  private Map<String, Long> closed(List<Gate> all) {
    return all.stream().collect(Collectors.groupingBy(gate -> codes.of(gate.code()), Collectors.counting()));
  }

  private static List<Row<?>> rows(String label, Map<String, Long> values) {
    return values.entrySet()
        .stream()
        .<Row<?>>map(entry -> Row.of(Tags.of(label, entry.getKey()), entry.getValue()))
        .toList();
  }
}
