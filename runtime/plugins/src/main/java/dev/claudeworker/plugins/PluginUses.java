package dev.claudeworker.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts what is in use of a plugin, so that it is unloaded only when the last user is done. Safe for use from any thread.
 */
public final class PluginUses {

  /** Guarded by this. */
  private int held;
  private final List<Runnable> waiting = new ArrayList<>();
  private volatile boolean pinned;

  /** Keeps a plugin loaded. Closing it twice is allowed. */
  public interface Hold extends AutoCloseable {

    @Override
    void close();
  }

  /**
   * Keeps the plugin loaded, also beyond the moment at which it is replaced or removed.
   *
   * @return close it when nothing made by the plugin is used any more
   */
  public Hold hold() {
    synchronized (this) {
      held++;
    }
    var open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        release();
      }
    };
  }

  /** Says that the server stands on the plugin until it ends: it can neither be replaced nor removed before. */
  public void pin() {
    pinned = true;
  }

  boolean isPinned() {
    return pinned;
  }

  private void release() {
    List<Runnable> due;
    synchronized (this) {
      held--;
      due = held == 0 ? List.copyOf(waiting) : List.of();
      waiting.removeAll(due);
    }
    due.forEach(Runnable::run);
  }

  /** Runs something once the plugin is not in use: now, or on the thread of the last user. */
  void whenUnused(Runnable action) {
    synchronized (this) {
      if (held > 0) {
        waiting.add(action);
        return;
      }
    }
    action.run();
  }
}
