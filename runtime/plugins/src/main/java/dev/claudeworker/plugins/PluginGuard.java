package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.time.Duration;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Stands around every call into one plugin: sets the context class loader, leaves a stamp with the watch for overdue calls,
 * and turns everything a plugin may throw into a {@link WorkerException}. Only when the virtual machine itself is in trouble
 * (no memory) the error passes through. Safe for use from any thread; costs no thread hop.
 */
public final class PluginGuard {

  /** For calls that are bounded otherwise: nobody looks at it. */
  private static final CallWatch NOBODY = new CallWatch(Duration.ofDays(1), System::nanoTime);

  private final String plugin;
  private final ClassLoader loader;
  private final CallWatch watch;
  private final boolean interrupting;

  /**
   * Creates the guard of a plugin whose calls are not watched.
   *
   * @param plugin its name
   * @param loader the loader of its classes
   */
  public PluginGuard(String plugin, ClassLoader loader) {
    this(plugin, loader, NOBODY);
  }

  /**
   * Creates the guard of a plugin.
   *
   * @param plugin its name
   * @param loader the loader of its classes
   * @param watch reports and interrupts overdue calls
   */
  public PluginGuard(String plugin, ClassLoader loader, CallWatch watch) {
    this(plugin, loader, watch, true);
  }

  private PluginGuard(String plugin, ClassLoader loader, CallWatch watch, boolean interrupting) {
    this.plugin = plugin;
    this.loader = loader;
    this.watch = watch;
    this.interrupting = interrupting;
  }

  /** A guard whose overdue calls are reported and go on: an interruption in the middle would do harm. */
  PluginGuard reportingOnly() {
    return new PluginGuard(plugin, loader, watch, false);
  }

  /**
   * Calls the plugin.
   *
   * @param asked what it is asked, for example {@code to open its storage}; part of the error
   * @param body the call
   * @return its answer, never null
   * @throws WorkerException if it throws, answers null, or was interrupted because it took too long
   */
  public <T> T call(String asked, Callable<@Nullable T> body) {
    CallStamp stamp = watch.enter(plugin, asked, interrupting);
    try {
      return interruptibly(asked, body);
    } catch (InterruptedException undeclared) {
      if (!watch.leave(stamp)) {
        Thread.currentThread().interrupt();
        throw PluginFailures.of(plugin, asked, undeclared);
      }
      throw overdue(asked, undeclared);
    } catch (WorkerException failed) {
      throw watch.leave(stamp) ? overdue(asked, failed) : failed;
    } finally {
      watch.leave(stamp);
    }
  }

  /** Calls a plugin's method that answers nothing. */
  public void run(String asked, Runnable body) {
    call(
        asked,
        () -> {
          body.run();
          return Boolean.TRUE;
        });
  }

  /** Like {@link #call} for a method that may be interrupted and takes as long as its work does. */
  public <T> T interruptibly(String asked, Callable<@Nullable T> body) throws InterruptedException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      T answer = body.call();
      if (answer == null) {
        throw new NullPointerException("it answered null, which the SPI forbids");
      }
      return answer;
    } catch (WorkerException | InterruptedException known) {
      throw known;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError | ServiceConfigurationError broken) {
      throw PluginFailures.of(plugin, asked, broken);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private WorkerException overdue(String asked, Exception cause) {
    return new WorkerException(
        PluginErrors.OVERDUE,
        "the plugin %s did not answer within %s s when asked %s, and was interrupted".formatted(
            plugin, watch.limit().toSeconds(), asked),
        "If it needs longer, raise plugins.call_limit; else report it to the plugin's author.",
        cause);
  }
}
