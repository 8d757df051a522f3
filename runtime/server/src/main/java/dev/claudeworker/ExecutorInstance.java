package dev.claudeworker;

import dev.claudeworker.plugins.PluginUses.Hold;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.TaskExecutor;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An executor as one version of its plugin makes it: made when it is first needed, and closed when it was replaced and the
 * last call into it is back. Its plugin stays loaded that long. Safe for use from any thread.
 */
final class ExecutorInstance {

  private static final Logger log = LoggerFactory.getLogger(ExecutorInstance.class);

  private final PluginExecutors.Configured configured;
  private final Hold hold;

  // Guarded by this.
  private Optional<TaskExecutor> made = Optional.empty();
  private Optional<WorkerException> broken = Optional.empty();
  private int calls;
  private boolean retired;
  private boolean closed;

  ExecutorInstance(PluginExecutors.Configured configured) {
    this.configured = configured;
    this.hold = configured.uses().hold();
  }

  ConfigSchema options() {
    return configured.options();
  }

  synchronized boolean isBroken() {
    return broken.isPresent();
  }

  /**
   * The executor.
   *
   * @throws WorkerException that says why it cannot be made, the first time and ever after
   */
  synchronized TaskExecutor executor() {
    broken.ifPresent(failed -> {
      throw failed;
    });
    return made.orElseGet(this::make);
  }

  private TaskExecutor make() {
    try {
      TaskExecutor fresh = configured.factory().get();
      made = Optional.of(fresh);
      return fresh;
    } catch (WorkerException failed) {
      broken = Optional.of(failed);
      log.error("the executor {} cannot be used: {} {}", configured.name(), failed.getMessage(), failed.suggestion());
      throw failed;
    }
  }

  /** Announces a call, to be followed by {@link #leave}; false if it was replaced meanwhile. */
  synchronized boolean enter() {
    if (retired) {
      return false;
    }
    calls++;
    return true;
  }

  void leave() {
    boolean last;
    synchronized (this) {
      calls--;
      last = retired && calls == 0;
    }
    if (last) {
      close();
    }
  }

  /** No new calls; closed now or when the last one is back. */
  void retire() {
    boolean idle;
    synchronized (this) {
      retired = true;
      idle = calls == 0;
    }
    if (idle) {
      close();
    }
  }

  /** Closes it whatever it is doing. Closing twice is allowed. */
  void close() {
    Optional<TaskExecutor> closing;
    synchronized (this) {
      retired = true;
      closing = closed ? Optional.empty() : made;
      closed = true;
    }
    try {
      closing.ifPresent(TaskExecutor::close);
    } catch (WorkerException failed) {
      log.warn("the executor {} could not be closed: {}", configured.name(), failed.getMessage(), failed);
    } finally {
      hold.close();
    }
  }
}
