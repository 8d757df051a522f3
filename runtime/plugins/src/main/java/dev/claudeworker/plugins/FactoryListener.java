package dev.claudeworker.plugins;

/**
 * Told what comes and goes in a {@link FactoryRegistry}. Called by the thread that loads or unloads a plugin, one call at a
 * time; must not load or unload plugins itself.
 *
 * @param <F> the factory type of the capability
 */
public interface FactoryListener<F> {

  /**
   * A factory came. It can be found in the registry already.
   *
   * @param added the factory
   * @throws dev.claudeworker.spi.WorkerException if it cannot be used, for example with its configuration: then its plugin is
   *     reported as failed and unloaded
   */
  void added(RegisteredFactory<F> added);

  /**
   * A factory goes. It cannot be found in the registry any more; what it made works until its uses are given back.
   *
   * @param removed the factory, as it was added
   */
  void removed(RegisteredFactory<F> removed);
}
