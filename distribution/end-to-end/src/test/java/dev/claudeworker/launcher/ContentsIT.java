package dev.claudeworker.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsIT {

  private static Distribution distribution = new Distribution(Path.of("not yet unpacked"));

  @BeforeAll
  static void unpack(@TempDir Path folder) {
    distribution = Distribution.unpackInto(folder);
  }

  @Test
  void theCommandLineHasNoClassOfTheServerOnItsClassPath() {
    assertThat(distribution.jars("lib/cli")).isNotEmpty()
        .noneMatch(
            jar -> jar.getFileName().toString().matches("(?i).*(vertx|netty|logback|slf4j|pf4j|h2|server|core)-[0-9].*")
                && !jar.getFileName().toString().startsWith("jackson-core"));
  }

  @Test
  void aListOfComponentsNamesEveryLibraryWithItsHashAndLicence() throws IOException {
    Path file = distribution.folder().resolve("sbom.json");
    assumeThat(file).as("a build without network (mvn -o) makes no list").exists();
    String list = Files.readString(file);

    assertThat(list).contains("\"bomFormat\" : \"CycloneDX\"", "\"SHA-256\"", "\"licenses\"")
        .as("would differ with every build")
        .doesNotContain("\"timestamp\"");
    for (Path jar : distribution.jars("lib/server")) {
      String name = jar.getFileName().toString().replaceFirst("-[0-9].*", "");
      assertThat(list).contains("\"name\" : \"" + name + "\"");
    }
    assertThat(list).as("libraries inside of plugins").contains("\"name\" : \"h2\"", "\"name\" : \"httpclient5\"");
    assertThat(list).as("what only tests need").doesNotContain("\"name\" : \"archunit");
  }

  @Test
  void foldersHoldJarsOnly() {
    for (String folder : new String[] {"lib/cli", "lib/server", "plugins"}) {
      assertThat(distribution.jars(folder)).isNotEmpty().allMatch(jar -> jar.toString().endsWith(".jar"));
    }
  }

  @Test
  void everyPluginSaysWhatItIsToPf4jAndToOsgi() throws IOException {
    for (Path plugin : distribution.jars("plugins")) {
      try (var jar = new JarFile(plugin.toFile())) {
        Attributes manifest = jar.getManifest().getMainAttributes();
        String id = manifest.getValue("Plugin-Id");
        assertThat(plugin.getFileName().toString()).startsWith(id + "-");
        assertThat(manifest.getValue("Plugin-Version")).isNotBlank();
        assertThat(manifest.getValue("Plugin-Description")).isNotBlank();
        assertThat(manifest.getValue("Plugin-Requires")).isEqualTo(">=0.1.0 & <0.2.0");
        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo("dev.claudeworker." + id);
        assertThat(manifest.getValue("Import-Package")).contains("dev.claudeworker.spi;version=\"[0.1.0,0.2.0)\"");
      }
    }
  }

  @Test
  void everyPluginNamesItsEntryPointAndBringsNothingTheRuntimeLends() throws IOException {
    for (Path plugin : distribution.jars("plugins")) {
      try (var jar = new JarFile(plugin.toFile())) {
        assertThat(jar.getEntry("META-INF/services/dev.claudeworker.spi.WorkerPlugin")).as("%s", plugin).isNotNull();
        assertThat(jar.stream().map(JarEntry::getName)).as("%s", plugin)
            .noneMatch(name -> name.startsWith("dev/claudeworker/spi/") && name.endsWith(".class"))
            .noneMatch(name -> name.startsWith("org/slf4j/") || name.startsWith("org/pf4j/"))
            .noneMatch(name -> name.endsWith("module-info.class") || name.equals("META-INF/extensions.idx"))
            .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"));
      }
    }
  }
}
