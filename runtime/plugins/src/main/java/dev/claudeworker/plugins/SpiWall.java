package dev.claudeworker.plugins;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.List;

/**
 * The parent of every plugin's class loader: lets through the classes of the JDK, of the SPI and of slf4j, and hides
 * everything else of the runtime, its libraries and its resources, so that plugins bring their own versions.
 */
public final class SpiWall extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final List<String> LENT_PACKAGES = List.of("dev.claudeworker.spi.", "org.slf4j.");

  private final ClassLoader runtime;
  private final List<String> lentToThisKind;

  /**
   * Creates a wall.
   *
   * @param runtime the class loader that has the SPI and slf4j
   * @param lentToThisKind prefixes of further packages that this kind of plugin may see, each ending with a dot
   */
  public SpiWall(ClassLoader runtime, String... lentToThisKind) {
    super("spi-wall", ClassLoader.getPlatformClassLoader());
    this.runtime = runtime;
    this.lentToThisKind = List.of(lentToThisKind);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (isLent(name)) {
      return runtime.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  private boolean isLent(String className) {
    return LENT_PACKAGES.stream().anyMatch(className::startsWith)
        || lentToThisKind.stream().anyMatch(className::startsWith);
  }

  // Resources of the JDK only: a services file of the runtime must not look like one of the plugin.

  @Override
  public URL getResource(String name) {
    return getParent().getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return getParent().getResources(name);
  }
}
