package {{package}};

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.tool.ToolFactory;
import dev.claudeworker.spi.tool.ToolSet;
import java.util.List;

/** What the plugin offers: one set of tools for agents. */
public final class {{class}}Plugin implements WorkerPlugin {

  @Override
  public List<ToolFactory> toolFactories() {
    return List.of(new Factory());
  }

  private static final class Factory implements ToolFactory {

    @Override
    public String name() {
      return "{{name}}";
    }

    /** The keys of the section plugins.{{name}} of the configuration. */
    @Override
    public ConfigSchema schema() {
      return ConfigSchema.of(
          ConfigKey.withDefault("longest", ConfigType.INTEGER, "100000", "The longest text, in characters.")
              .between(1, 10_000_000));
    }

    @Override
    public ToolSet create(PluginConfig config, PluginContext context) {
      return new {{class}}ToolSet(config.integer("longest").orElse(100_000L));
    }
  }
}
