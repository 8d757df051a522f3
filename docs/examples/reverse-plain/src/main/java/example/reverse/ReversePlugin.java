package example.reverse;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.tool.ToolFactory;
import dev.claudeworker.spi.tool.ToolSet;
import java.util.List;

/** A tool that turns a text round. */
public final class ReversePlugin implements WorkerPlugin {

  @Override
  public List<ToolFactory> toolFactories() {
    return List.of(new Factory());
  }

  private static final class Factory implements ToolFactory {

    @Override
    public String name() {
      return "reverse";
    }

    @Override
    public ConfigSchema schema() {
      return ConfigSchema.EMPTY;
    }

    /** A set that never changes needs nothing but its list. */
    @Override
    public ToolSet create(PluginConfig config, PluginContext context) {
      return () -> List.of(new ReverseText());
    }
  }
}
