package dev.claudeworker;

import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.plugins.PluginUses;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.ToolSet;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tools of the plugins, as long as their plugins stay. */
final class PluginTools {

  private static final Logger log = LoggerFactory.getLogger(PluginTools.class);

  private final ToolCatalog catalog;

  /**
   * A set whose configuration is right.
   *
   * @param name its name
   * @param plugin the plugin that offers it
   * @param factory makes it
   * @param uses keeps its plugin loaded
   */
  record Configured(String name, String plugin, Supplier<ToolSet> factory, PluginUses uses) {}

  PluginTools(List<Configured> sets, ToolCatalog catalog) {
    this.catalog = catalog;
    sets.forEach(this::add);
  }

  /** Takes a set in. One that cannot be made is reported. */
  void add(Configured set) {
    var hold = set.uses().hold();
    try {
      catalog.add(set.name(), set.plugin(), new HeldToolSet(set.factory().get(), hold));
    } catch (WorkerException failed) {
      hold.close();
      log.error("The tools {} cannot be used: {} {}", set.name(), failed.getMessage(), failed.suggestion());
    }
  }

  /** Lets a set go. */
  void remove(String name) {
    catalog.remove(name);
  }
}
