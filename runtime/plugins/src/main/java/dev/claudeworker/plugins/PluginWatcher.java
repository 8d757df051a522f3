package dev.claudeworker.plugins;

import java.nio.file.Path;
import java.util.SequencedMap;

/**
 * Watches the plugins folders and the calls into plugins until it is closed. A file is taken up when two looks in a row find
 * it unchanged, so one that is still being copied is left alone. Looking works on every file system, and costs less than
 * keeping up with the oddities of change notifications.
 */
public final class PluginWatcher implements AutoCloseable {

  private final PluginRegistry registry;
  private final PeriodicLook folders;
  private final PeriodicLook calls;

  /** Touched by the thread that looks at the folders only. */
  private SequencedMap<Path, FileStamp> before;

  private PluginWatcher(PluginRegistry registry) {
    this.registry = registry;
    var interval = registry.settings().limits().watchInterval();
    this.before = registry.look();
    this.folders = PeriodicLook.start("plugin-folders", interval, this::look);
    this.calls = PeriodicLook.start("plugin-calls", interval, registry.calls()::look);
  }

  static PluginWatcher start(PluginRegistry registry) {
    return new PluginWatcher(registry);
  }

  private void look() {
    SequencedMap<Path, FileStamp> now = registry.look();
    registry.update(FolderView.between(before, now));
    before = now;
  }

  /** Ends both. Closing twice is allowed. */
  @Override
  public void close() {
    folders.close();
    calls.close();
  }
}
