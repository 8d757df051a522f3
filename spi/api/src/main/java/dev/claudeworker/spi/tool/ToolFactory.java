package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.Experimental;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;

/** Makes one set of tools. Methods are called on one thread at a time. */
@Experimental
public interface ToolFactory {

  /**
   * The name of the set, as in {@code plugins info}; the tools in it have names of their own.
   *
   * @return lower case letters, digits and '-'; unique among the tool factories of all plugins
   */
  String name();

  /**
   * The keys of its configuration.
   *
   * @return the schema
   */
  ConfigSchema schema();

  /**
   * Makes the set. Must not block for long or talk to anybody.
   *
   * @param config checked configuration
   * @param context what the runtime lends
   * @return the set; closed by the runtime
   * @throws dev.claudeworker.spi.WorkerException if it cannot work with this configuration
   */
  ToolSet create(PluginConfig config, PluginContext context);
}
