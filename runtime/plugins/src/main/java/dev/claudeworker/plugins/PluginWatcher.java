package dev.claudeworker.plugins;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SequencedMap;

/**
 * Watches the plugins folders and the calls into plugins until it is closed. A file is taken up when two looks in a row find
 * it unchanged, so one that is still being copied is left alone. Looking works on every file system, and costs less than
 * keeping up with the oddities of change notifications.
 */
public final class PluginWatcher implements AutoCloseable {

  /** So many times sooner comes the next look when something is changing, since somebody waits for it then. */
  private static final int SOONER = 4;

  /** So often is looked while a call may go on: one that takes too long is told of a tenth too late at most. */
  private static final int CALL_LOOKS = 10;

  private final PluginRegistry registry;
  private final Duration interval;
  private final PeriodicLook folders;
  private final PeriodicLook calls;

  /** Touched by the thread that looks at the folders only. */
  private SequencedMap<Path, FileStamp> before;

  private PluginWatcher(PluginRegistry registry) {
    this.registry = registry;
    this.interval = registry.settings().limits().watchInterval();
    this.before = registry.look();
    this.folders = PeriodicLook.start("plugin-folders", interval, this::look);
    Duration between = registry.calls().limit().dividedBy(CALL_LOOKS);
    this.calls = PeriodicLook.start("plugin-calls", between, () -> {
      registry.calls().look();
      return between;
    });
  }

  static PluginWatcher start(PluginRegistry registry) {
    return new PluginWatcher(registry);
  }

  /** Says how long to wait for the next look. */
  private Duration look() {
    SequencedMap<Path, FileStamp> now = registry.look();
    registry.update(FolderView.between(before, now));
    boolean quiet = now.equals(before);
    before = now;
    return quiet ? interval : interval.dividedBy(SOONER);
  }

  /** Ends both. Closing twice is allowed. */
  @Override
  public void close() {
    folders.close();
    calls.close();
  }
}
