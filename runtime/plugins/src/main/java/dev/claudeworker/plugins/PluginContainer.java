package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.util.Set;

/** Runs one kind of plugin jar. Called by one thread at a time. */
public interface PluginContainer extends AutoCloseable {

  /** The kinds of jar it runs. */
  Set<PluginKind> kinds();

  /**
   * Loads and starts the plugin of a jar.
   *
   * @param jar the jar
   * @return the running plugin
   * @throws WorkerException if it cannot be loaded or started; nothing of it is left behind then
   */
  LoadedPlugin load(PluginJar jar);

  /** Stops what is still running. Closing twice is allowed. */
  @Override
  void close();
}
