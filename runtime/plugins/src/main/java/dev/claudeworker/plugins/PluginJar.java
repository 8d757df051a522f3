package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What a plugin's file says about itself, read without running any of its code.
 *
 * @param file the jar
 * @param kind how it is to be run
 * @param name the plugin's name
 * @param version its version, empty if the manifest does not say
 * @param requires the range of SPI versions it was built for, as written; empty = any
 */
public record PluginJar(Path file, PluginKind kind, String name, String version, Optional<String> requires) {

  private static final String SERVICE_ENTRY = "META-INF/services/" + WorkerPlugin.class.getName();
  private static final String SPI_ENTRY = WorkerPlugin.class.getName().replace('.', '/') + ".class";
  private static final String NAME_PATTERN = "[a-z0-9][a-z0-9-]{0,63}";

  /**
   * Reads a file.
   *
   * @param file the jar
   * @return what it says
   * @throws WorkerException if it is no jar, is not a plugin, or carries what it must not
   */
  static PluginJar read(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = Optional.ofNullable(jar.getManifest()).orElseGet(Manifest::new);
      refuseOwnSpi(jar, file);
      return describe(file, jar, manifest.getMainAttributes());
    } catch (IOException broken) {
      throw new WorkerException(
          PluginErrors.UNREADABLE,
          "the plugin file " + file + " is not a readable jar: " + broken.getMessage(),
          "Copy the file again; it may be half-written or truncated.",
          broken);
    }
  }

  static String nameOfFile(Path file) {
    String fileName = file.getFileName().toString();
    return fileName.endsWith(".jar") ? fileName.substring(0, fileName.length() - ".jar".length()) : fileName;
  }

  private static void refuseOwnSpi(JarFile jar, Path file) {
    if (jar.getEntry(SPI_ENTRY) != null) {
      throw new WorkerException(
          PluginErrors.BUNDLES_SPI,
          "the plugin file " + file + " carries its own copy of the SPI (" + SPI_ENTRY + ")",
          "Declare the dependency claude-worker-spi with scope provided, so that it is not packed into the jar.");
    }
  }

  private static PluginJar describe(Path file, JarFile jar, Attributes manifest) {
    PluginKind kind = kindOf(jar, manifest);
    String name =
        switch (kind) {
          case PF4J -> manifest.getValue("Plugin-Id").strip();
          case OSGI -> manifest.getValue("Bundle-SymbolicName").replaceFirst(";.*", "").strip();
          case SERVICE_LOADER -> nameOfFile(file);
          case UNKNOWN -> throw noDescriptor(file);
        };
    if (kind == PluginKind.PF4J && !name.matches(NAME_PATTERN)) {
      throw new WorkerException(
          PluginErrors.NO_DESCRIPTOR,
          "the Plugin-Id '" + name + "' of the plugin file " + file + " is not a plugin name",
          "Use lower-case letters, digits and '-', at most 64 characters: it also names the configuration section"
              + " plugins.<name>.");
    }
    String version = Optional.ofNullable(manifest.getValue("Plugin-Version")).orElse("").strip();
    Optional<String> requires = Optional.ofNullable(manifest.getValue("Plugin-Requires")).map(String::strip);
    return new PluginJar(file, kind, name, version, requires);
  }

  private static PluginKind kindOf(JarFile jar, Attributes manifest) {
    if (manifest.getValue("Plugin-Id") != null) {
      return PluginKind.PF4J;
    }
    if (manifest.getValue("Bundle-SymbolicName") != null) {
      return PluginKind.OSGI;
    }
    return jar.getEntry(SERVICE_ENTRY) != null ? PluginKind.SERVICE_LOADER : PluginKind.UNKNOWN;
  }

  private static WorkerException noDescriptor(Path file) {
    return new WorkerException(
        PluginErrors.NO_DESCRIPTOR,
        "the file " + file + " is not a plugin: its manifest has no Plugin-Id and it has no " + SERVICE_ENTRY,
        "Move it out of the plugins folder, or add a Plugin-Id to its manifest and a services entry that names the"
            + " implementation of WorkerPlugin.");
  }
}
