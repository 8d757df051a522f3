package dev.claudeworker.metrics;

import dev.claudeworker.event.EventSubscriber;
import dev.claudeworker.event.Subscription;
import dev.claudeworker.spi.task.TaskEvent;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of a server. Micrometer is loaded with the first event that counts or the first scrape: a start waits for
 * nothing, and an idle server keeps nothing of it in memory.
 */
public final class Metrics implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Metrics.class);

  private final MetricsSources sources;
  private final MetricsSettings settings;
  private @Nullable Meters meters;
  private Optional<Subscription> subscription = Optional.empty();
  private boolean closed;

  /** Creates the metrics; nothing is counted before {@link #start}. */
  public Metrics(MetricsSources sources, MetricsSettings settings) {
    this.sources = sources;
    this.settings = settings;
  }

  /** What is made when it is first needed. */
  private record Meters(PrometheusMeterRegistry registry, EventMeters events, StateGauges states) {

    static Meters of(MetricsSources sources, MetricsSettings settings) {
      var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      var codes = new BoundedLabel(settings.maxCodes());
      new JvmMemoryMetrics().bindTo(registry);
      new ProcessorMetrics().bindTo(registry);
      new UptimeMetrics().bindTo(registry);
      return new Meters(registry, new EventMeters(registry, codes),
          new StateGauges(sources, settings, registry, codes));
    }
  }

  /** Begins to count. */
  public synchronized void start() {
    if (!closed && subscription.isEmpty()) {
      subscription = Optional.of(sources.events().subscribe(EventMeters::counts, new Counting()));
    }
  }

  /**
   * All figures.
   *
   * @return in Prometheus' text format
   */
  public String scrape() {
    Meters made = meters();
    made.states().refresh();
    return made.registry().scrape();
  }

  private synchronized Meters meters() {
    Meters made = meters;
    if (made == null) {
      made = Meters.of(sources, settings);
      meters = made;
    }
    return made;
  }

  private synchronized void countAgain() {
    subscription = Optional.empty();
    start();
  }

  /** Ends it. Closing twice is allowed. */
  @Override
  public void close() {
    Optional<Subscription> standing;
    synchronized (this) {
      closed = true;
      standing = subscription;
      subscription = Optional.empty();
    }
    standing.ifPresent(Subscription::close);
  }

  /** Takes committed events. */
  private final class Counting implements EventSubscriber {

    @Override
    public void onEvent(TaskEvent event) {
      meters().events().count(event);
    }

    @Override
    public void onDropped(long lastDelivered) {
      log.warn("the metrics were too slow: events after {} are not counted in them", lastDelivered);
      countAgain();
    }
  }
}
