package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Stands around every call into one plugin: sets the context class loader and turns everything a plugin may throw into
 * a {@link WorkerException}. Only when the virtual machine itself is in trouble (no memory) the error passes through.
 * Safe for use from any thread; costs no thread hop.
 */
public final class PluginGuard {

  private final String plugin;
  private final ClassLoader loader;

  /**
   * Creates the guard of a plugin.
   *
   * @param plugin its name
   * @param loader the loader of its classes
   */
  public PluginGuard(String plugin, ClassLoader loader) {
    this.plugin = plugin;
    this.loader = loader;
  }

  /**
   * Calls the plugin.
   *
   * @param asked what it is asked, for example {@code to open its storage}; part of the error
   * @param body the call
   * @return its answer, never null
   * @throws WorkerException if it throws or answers null
   */
  public <T> T call(String asked, Callable<@Nullable T> body) {
    try {
      return interruptibly(asked, body);
    } catch (InterruptedException undeclared) {
      Thread.currentThread().interrupt();
      throw PluginFailures.of(plugin, asked, undeclared);
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

  /** Like {@link #call} for a method that may be interrupted. */
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
}
