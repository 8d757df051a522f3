package dev.claudeworker.health;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.plugins.PluginDescription;
import dev.claudeworker.plugins.PluginState;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether all plugins could be loaded.
 *
 * @param plugins tells them
 */
public record PluginCheck(Supplier<List<PluginDescription>> plugins) implements HealthCheck {

  @Override
  public String name() {
    return "plugins";
  }

  @Override
  public Finding look() {
    List<PluginDescription> all = plugins.get();
    List<PluginDescription> failed = all.stream().filter(plugin -> plugin.state() == PluginState.FAILED).toList();
    JsonObject figures =
        new ObjectBuilder().put("active", count(all, PluginState.ACTIVE))
            .put("disabled", count(all, PluginState.DISABLED))
            .put("failed", failed.size())
            .build();
    if (failed.isEmpty()) {
      return Finding.ok("All plugins that are switched on could be loaded.", figures);
    }
    PluginDescription first = failed.getFirst();
    return new Finding(HealthStatus.DEGRADED,
        failed.size() + " of " + all.size() + " plugins could not be loaded, " + first.name() + " among them.",
        first.lastError().map(WorkerException::suggestion).orElse("Look at 'claude-worker plugins list'."), figures);
  }

  private static long count(List<PluginDescription> plugins, PluginState state) {
    return plugins.stream().filter(plugin -> plugin.state() == state).count();
  }
}
