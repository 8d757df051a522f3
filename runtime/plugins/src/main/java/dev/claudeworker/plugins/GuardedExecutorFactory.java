package dev.claudeworker.plugins;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.executor.TaskExecutor;
import java.util.Set;

/** A plugin's executor factory behind its guard. Name and schemas are asked once, when the plugin is loaded. */
record GuardedExecutorFactory(
    String name, ConfigSchema schema, ConfigSchema optionsSchema, ExecutorFactory factory, PluginGuard guard)
    implements ExecutorFactory {

  static GuardedExecutorFactory of(ExecutorFactory factory, PluginGuard guard) {
    String name = guard.call("for the name of its executor", factory::name);
    ConfigSchema schema = guard.call("for the configuration keys of its executor " + name, factory::schema);
    ConfigSchema options = guard.call("for the task options of its executor " + name, factory::optionsSchema);
    return new GuardedExecutorFactory(name, schema, options, factory, guard);
  }

  @Override
  public TaskExecutor create(PluginConfig config, PluginContext context) {
    TaskExecutor executor =
        guard.call("to make its executor " + name, () -> factory.create(config, context));
    return new GuardedExecutor(executor, guard);
  }

  @Override
  public Set<String> furtherNames(PluginConfig config) {
    return Set.copyOf(
        guard.call("for the names of executors that its configuration asks for", () -> factory.furtherNames(config)));
  }

  @Override
  public TaskExecutor createFurther(String further, PluginConfig config, PluginContext context) {
    TaskExecutor executor =
        guard.call("to make its executor " + further, () -> factory.createFurther(further, config, context));
    return new GuardedExecutor(executor, guard);
  }
}
