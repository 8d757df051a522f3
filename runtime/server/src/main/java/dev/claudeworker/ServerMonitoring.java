package dev.claudeworker;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationDocument;
import dev.claudeworker.config.CoreConfiguration;
import dev.claudeworker.health.DatabaseCheck;
import dev.claudeworker.health.DiskCheck;
import dev.claudeworker.health.ExecutorCheck;
import dev.claudeworker.health.HealthCheck;
import dev.claudeworker.health.HealthSettings;
import dev.claudeworker.health.MemoryCheck;
import dev.claudeworker.health.PluginCheck;
import dev.claudeworker.http.Monitoring;
import dev.claudeworker.metrics.Metrics;
import dev.claudeworker.metrics.MetricsSources;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.worker.ExecutorCatalog;
import dev.claudeworker.worker.WorkerCore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Wires what is told to those who watch a server. */
final class ServerMonitoring {

  private ServerMonitoring() {}

  static Metrics metrics(WorkerCore core, Configuration configuration, InstantSource clock) {
    var order = CoreConfiguration.of(configuration).queue().order();
    return new Metrics(new MetricsSources(core.queue(), core.worker(), core.events(), order, clock),
        ServerSettings.metrics(configuration));
  }

  static Monitoring of(
      WorkerCore core, Metrics metrics, PluginRegistry registry, ExecutorCatalog executors, Configuration configuration,
      Path home) {
    HealthSettings settings = ServerSettings.health(configuration);
    List<HealthCheck> checks = List.of(
        new DatabaseCheck(core.queue(), core.worker()),
        new DiskCheck(home, settings.minDiskBytes()),
        new MemoryCheck(),
        new PluginCheck(registry::plugins),
        new ExecutorCheck(executors, ServerSettings.tasks(configuration).executor()));
    return new Monitoring(
        metrics::scrape, checks, settings.timeout(), () -> ConfigurationDocument.of(configuration));
  }
}
