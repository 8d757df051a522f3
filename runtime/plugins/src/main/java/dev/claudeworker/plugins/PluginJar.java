package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * What a plugin's jar says about itself, read without running any of its code.
 *
 * @param source the jar
 * @param kind how it is to be run
 * @param name the plugin's name
 * @param version its version, empty if the jar does not say
 * @param requires the range of SPI versions it was built for, as written; empty = any
 * @param bundle what its bundle headers say; empty unless it is run as a bundle
 * @param remark what a person should know about the choice of the kind
 */
public record PluginJar(
    JarSource source,
    PluginKind kind,
    String name,
    String version,
    Optional<String> requires,
    Optional<BundleHeaders> bundle,
    Optional<String> remark) {

  static final String SERVICE_ENTRY = "META-INF/services/" + WorkerPlugin.class.getName();
  private static final String SPI_ENTRY = WorkerPlugin.class.getName().replace('.', '/') + ".class";

  /**
   * Reads a jar.
   *
   * @param source the jar
   * @return what it says
   * @throws WorkerException if it is no jar, is not a plugin, or carries what it must not
   */
  static PluginJar read(JarSource source) {
    try (JarFile jar = new JarFile(source.content().toFile())) {
      refuseOwnSpi(jar, source.file());
      return new JarDescriptor(source, jar).read();
    } catch (IOException | SecurityException broken) {
      throw new WorkerException(
          PluginErrors.UNREADABLE,
          "the plugin file " + source.file() + " is not a readable jar: " + broken.getMessage(),
          "Copy the file again; it may be half-written or truncated.",
          broken);
    }
  }

  /** Where people see the jar. */
  public Path file() {
    return source.file();
  }

  private static void refuseOwnSpi(JarFile jar, Path file) {
    if (jar.getEntry(SPI_ENTRY) != null) {
      throw new WorkerException(
          PluginErrors.BUNDLES_SPI,
          "the plugin file " + file + " carries its own copy of the SPI (" + SPI_ENTRY + ")",
          "Declare the dependency claude-worker-spi with scope provided, so that it is not packed into the jar.");
    }
  }
}
