package dev.claudeworker.plugins;

import static dev.claudeworker.plugins.PluginJarBuilder.aPlainJar;
import static dev.claudeworker.plugins.PluginJarBuilder.aPlugin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars with nothing but a services entry, and the other ways to describe a plugin. */
class PlainJarTest {

  private static final String SAYS = "return new AttemptOutcome.Cancelled(%s, Usage.NONE);";

  @TempDir
  Path home;

  private PluginBench bench;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void isNamedByItsFileAndUsable() throws Exception {
    aPlainJar("plain", SAYS.formatted("\"from a plain jar\"")).writeTo(folder().resolve("My_Plain-1.4.jar"));

    open();

    assertThat(bench.said("plain")).isEqualTo("from a plain jar");
    PluginDescription plugin = bench.described("my-plain");
    assertThat(plugin.kind()).isEqualTo(PluginKind.SERVICE_LOADER);
    assertThat(plugin.version()).isEqualTo("1.4");
    assertThat(plugin.provides()).containsExactly("executor plain");
  }

  @Test
  void seesTheJdkAndTheSpiAndNothingElse() throws Exception {
    aPlainJar(
        "nosy",
        """
            StringBuilder seen = new StringBuilder();
            for (String name : List.of("java.sql.Connection", "dev.claudeworker.spi.task.Task", "org.slf4j.Logger",
                "org.pf4j.Plugin", "dev.claudeworker.plugins.PluginRegistry")) {
              try {
                Class.forName(name);
                seen.append(name.substring(name.lastIndexOf('.') + 1)).append(' ');
              } catch (ClassNotFoundException hidden) {
              }
            }
            return new AttemptOutcome.Cancelled(seen.toString().strip(), Usage.NONE);
            """).writeTo(folder().resolve("nosy.jar"));

    open();

    assertThat(bench.said("nosy")).isEqualTo("Connection Task Logger");
  }

  @Test
  void itsSpiRangeIsCheckedIfItNamesOne() {
    aPlainJar("old", SAYS.formatted("\"\"")).manifest("Plugin-Requires", ">=9.0.0")
        .writeTo(folder().resolve("old.jar"));

    open();

    assertThat(error("old").errorCode()).isEqualTo(PluginErrors.WRONG_VERSION);
  }

  @Test
  void anEmptyServicesEntryIsAnErrorThatNamesIt() {
    aPlainJar("empty", SAYS.formatted("\"\"")).entry(PluginJarBuilder.SERVICES, "# nobody")
        .writeTo(folder().resolve("empty.jar"));

    open();

    assertThat(error("empty").getMessage()).contains("provides nothing", "empty.jar", "names no class");
  }

  @Test
  void aFileNameThatIsNoPluginNameIsAnError() {
    aPlainJar("odd", SAYS.formatted("\"\"")).writeTo(folder().resolve("my plugin!.jar"));

    open();

    assertThat(bench.registry().plugins().getFirst().lastError().orElseThrow().getMessage())
        .contains("my plugin!.jar", "not a plugin name");
  }

  @Test
  void threeKindsLiveSideBySideWithDifferentVersionsOfOneLibrary() throws Exception {
    aPlugin("by-pf4j", "one", SAYS.formatted("Library.version()"))
        .source("Library", library("v1"))
        .writeTo(folder().resolve("one.jar"));
    PluginJarBuilder.aBundle("by-osgi", "two", SAYS.formatted("Library.version()"))
        .source("Library", library("v2"))
        .writeTo(folder().resolve("two.jar"));
    aPlainJar("three", SAYS.formatted("Library.version()"))
        .source("Library", library("v3"))
        .writeTo(folder().resolve("three.jar"));

    open();

    assertThat(bench.said("one")).isEqualTo("v1");
    assertThat(bench.said("two")).isEqualTo("v2");
    assertThat(bench.said("three")).isEqualTo("v3");
  }

  @Test
  void aPf4jPluginMayBeDescribedByPluginProperties() throws Exception {
    aPlainJar("described", SAYS.formatted("\"by properties\""))
        .entry("plugin.properties", "plugin.id=described\nplugin.version=3.0.0\nplugin.requires=>=0.1.0\n")
        .writeTo(folder().resolve("some-file.jar"));

    open();

    assertThat(bench.said("described")).isEqualTo("by properties");
    assertThat(bench.described("described").kind()).isEqualTo(PluginKind.PF4J);
    assertThat(bench.described("described").version()).isEqualTo("3.0.0");
  }

  private static String library(String version) {
    return "class Library { static String version() { return \"" + version + "\"; } }";
  }

  private WorkerException error(String plugin) {
    return bench.described(plugin).lastError().orElseThrow();
  }

  private Path folder() {
    return home.resolve("lib");
  }

  private void open() {
    bench = PluginBench.installed(home, folder());
  }
}
