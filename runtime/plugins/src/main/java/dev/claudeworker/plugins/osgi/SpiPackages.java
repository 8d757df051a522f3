package dev.claudeworker.plugins.osgi;

import dev.claudeworker.spi.SpiVersion;
import dev.claudeworker.spi.WorkerPlugin;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What bundles see of the host: the packages of the SPI, as they are in its jar, and slf4j. */
final class SpiPackages {

  private static final String SLF4J_VERSION = "2.0.0";
  private static final List<String> SLF4J =
      List.of("org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi");

  private SpiPackages() {}

  /** For {@code framework.system.packages.extra}. */
  static String header() throws IOException {
    Stream<String> spi = spiPackages().stream().map(name -> name + ";version=" + SpiVersion.CURRENT);
    Stream<String> slf4j = SLF4J.stream().map(name -> name + ";version=" + slf4jVersion());
    return Stream.concat(spi, slf4j).collect(Collectors.joining(","));
  }

  static SortedSet<String> spiPackages() throws IOException {
    try {
      Path place = Path.of(WorkerPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        return packagesBelow(place);
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return packagesBelow(jar.getPath("/"));
      }
    } catch (URISyntaxException notAFile) {
      throw new IOException("the SPI was not loaded from a file", notAFile);
    }
  }

  private static SortedSet<String> packagesBelow(Path root) throws IOException {
    Path top = root.resolve(WorkerPlugin.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.walk(top)) {
      return files.filter(file -> file.toString().endsWith(".class"))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String slf4jVersion() {
    String version = org.slf4j.Logger.class.getPackage().getImplementationVersion();
    return version == null ? SLF4J_VERSION : version;
  }
}
