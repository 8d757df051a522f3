package dev.claudeworker.plugins;

import dev.claudeworker.spi.task.AttemptOutcome;
import java.nio.file.Path;
import java.util.List;

/** A registry under test, and its executors made to speak. */
record PluginBench(PluginRegistry registry) implements AutoCloseable {

  /** Over folders that belong to the program. */
  static PluginBench installed(Path home, Path... folders) {
    return new PluginBench(PluginRegistry.open(PluginSettings.installed(home, List.of(folders))));
  }

  /** Over the plugins folder of a home. */
  static PluginBench of(Path home) {
    return of(home, false);
  }

  static PluginBench of(Path home, boolean strict) {
    return new PluginBench(
        PluginRegistry.open(
            new PluginSettings(
                home, List.of(new PluginFolder(home.resolve("plugins"), false)), strict, List.of(),
                PluginSettings.Limits.DEFAULT)));
  }

  /** Follows what is in the folders now. */
  void look() {
    registry.update(FolderView.of(registry.look()));
  }

  PluginDescription described(String plugin) {
    return registry.plugins().stream().filter(known -> known.name().equals(plugin)).findFirst().orElseThrow();
  }

  String said(String executor) throws InterruptedException {
    var factory = registry.executorFactories().require(executor).factory();
    return ((AttemptOutcome.Cancelled) factory.create(null, null).execute(null)).reason();
  }

  @Override
  public void close() {
    registry.stop();
  }
}
