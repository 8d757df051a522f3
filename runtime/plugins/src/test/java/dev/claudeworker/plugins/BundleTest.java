package dev.claudeworker.plugins;

import static dev.claudeworker.plugins.PluginJarBuilder.SPI_IMPORTS;
import static dev.claudeworker.plugins.PluginJarBuilder.aBundle;
import static dev.claudeworker.plugins.PluginJarBuilder.aJar;
import static dev.claudeworker.plugins.PluginJarBuilder.aPlugin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.spi.WorkerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OSGi bundles in the plugins folder. */
class BundleTest {

  private static final String SAYS = "return new AttemptOutcome.Cancelled(%s, Usage.NONE);";

  @TempDir
  Path home;

  private PluginBench bench;

  @AfterEach
  void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void aServiceOfABundleIsAPlugin() throws Exception {
    aBundle("dev.example.hello", "hello", SAYS.formatted("\"from a bundle\"")).writeTo(folder().resolve("hello.jar"));

    open();

    assertThat(bench.said("hello")).isEqualTo("from a bundle");
    PluginDescription plugin = bench.described("dev-example-hello");
    assertThat(plugin.kind()).isEqualTo(PluginKind.OSGI);
    assertThat(plugin.version()).isEqualTo("2.1.0");
    assertThat(plugin.provides()).containsExactly("executor hello");
    assertThat(plugin.state()).isEqualTo(PluginState.ACTIVE);
  }

  @Test
  void aServicesEntryDoesInsteadOfAnActivator() throws Exception {
    aBundle("hello", "hello", SAYS.formatted("\"by its services entry\""))
        .withoutManifest("Bundle-Activator")
        .entry(PluginJarBuilder.SERVICES, "sample.Entry")
        .writeTo(folder().resolve("hello.jar"));

    open();

    assertThat(bench.said("hello")).isEqualTo("by its services entry");
  }

  @Test
  void theFrameworkStartsOnlyWithTheFirstBundleAndLeavesNothingBehind() throws Exception {
    aPlugin("first", "one", SAYS.formatted("\"\"")).writeTo(folder().resolve("first.jar"));
    open();
    assertThat(home.resolve("plugin-cache/bundles")).doesNotExist();
    assertThat(frameworkThreads()).isEmpty();

    aBundle("hello", "hello", SAYS.formatted("\"\"")).writeTo(folder().resolve("hello.jar"));
    bench.look();
    assertThat(home.resolve("plugin-cache/bundles")).isDirectory();

    bench.close();
    assertThat(home.resolve("plugin-cache")).doesNotExist();
    await().untilAsserted(() -> assertThat(frameworkThreads()).isEmpty());
  }

  @Test
  void aBundleSeesTheSpiAndSlf4jAndNothingElseOfTheHost() throws Exception {
    String seen =
        """
            StringBuilder seen = new StringBuilder();
            for (String name : List.of("java.sql.Connection", "dev.claudeworker.spi.task.Task", "org.slf4j.Logger",
                "org.pf4j.Plugin", "dev.claudeworker.plugins.PluginRegistry", "org.assertj.core.api.Assertions")) {
              try {
                Class.forName(name);
                seen.append(name.substring(name.lastIndexOf('.') + 1)).append(' ');
              } catch (ClassNotFoundException hidden) {
              }
            }
            return new AttemptOutcome.Cancelled(seen.toString().strip(), Usage.NONE);
            """;
    aBundle("nosy", "nosy", seen).manifest("DynamicImport-Package", "*").writeTo(folder().resolve("nosy.jar"));

    open();

    assertThat(bench.said("nosy")).isEqualTo("Connection Task Logger");
  }

  @Test
  void aBundleUsesThePackageOfAnotherOneWhoseVersionFitsWhateverTheOrderOfTheFiles() throws Exception {
    user("[1.0,2.0)").writeTo(folder().resolve("a-user.jar"));
    library("1.4.0", "fits").writeTo(folder().resolve("b-library.jar"));
    library("2.0.0", "too new").manifest("Bundle-SymbolicName", "library.next")
        .writeTo(folder().resolve("c-library.jar"));

    open();

    assertThat(bench.said("user")).isEqualTo("fits");
    assertThat(bench.described("library").state()).isEqualTo(PluginState.ACTIVE);
  }

  @Test
  void aBundleWhoseDependencyDoesNotFitSaysSoAndIsTriedAgainWhenOneComes() throws Exception {
    user("[1.0,2.0)").writeTo(folder().resolve("user.jar"));
    library("2.0.0", "too new").writeTo(folder().resolve("library.jar"));
    open();
    WorkerException error = bench.described("user").lastError().orElseThrow();
    assertThat(error.errorCode()).isEqualTo(PluginErrors.MISSING_DEPENDENCY);
    assertThat(error.getMessage()).contains("user", "no bundle here exports", "shared");

    library("1.0.1", "fits").manifest("Bundle-SymbolicName", "library.old").writeTo(folder().resolve("old.jar"));
    bench.look();

    assertThat(bench.said("user")).isEqualTo("fits");
  }

  @Test
  void aReplacedLibraryTakesItsUsersAlong() throws Exception {
    user("[1.0,2.0)").writeTo(folder().resolve("user.jar"));
    library("1.0.0", "old").writeTo(folder().resolve("library.jar"));
    open();
    assertThat(bench.said("user")).isEqualTo("old");

    library("1.0.0", "new").writeTo(folder().resolve("library.jar"));
    bench.look();

    assertThat(bench.said("user")).isEqualTo("new");
  }

  @Test
  void aLibraryThatNobodyNeedsIsRefused() throws Exception {
    library("1.0.0", "stray").writeTo(folder().resolve("library.jar"));

    open();

    WorkerException error = bench.described("library").lastError().orElseThrow();
    assertThat(error.errorCode()).isEqualTo(PluginErrors.STRAY_LIBRARY);
    assertThat(error.getMessage()).contains("library.jar", "not a plugin", "no other bundle here needs it");
    assertThat(error.suggestion()).contains("plugins folder");
    assertThat(frameworkThreads()).isEmpty();
  }

  @Test
  void servicesComeAndGoWhileTheBundleRuns() throws Exception {
    Path signal = home.resolve("withdraw");
    aBundle("moody", "moody", SAYS.formatted("\"here\""))
        .source(
            "Activator",
            """
                public class Activator implements org.osgi.framework.BundleActivator {
                  private volatile boolean stopped;
                  public void start(org.osgi.framework.BundleContext context) {
                    var service = context.registerService(WorkerPlugin.class, new Entry(), null);
                    new Thread(() -> {
                      while (!stopped && !java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) { Thread.onSpinWait(); }
                      if (!stopped) { service.unregister(); }
                    }).start();
                  }
                  public void stop(org.osgi.framework.BundleContext context) { stopped = true; }
                }
                """
                .formatted(signal))
        .writeTo(folder().resolve("moody.jar"));
    open();
    assertThat(bench.registry().executorFactories().names()).containsExactly("moody");

    Files.createFile(signal);

    await().until(() -> bench.registry().executorFactories().names().isEmpty());
    await().until(() -> bench.described("moody").provides().isEmpty());
  }

  @Test
  void aBundleThatProvidesNothingSaysWhatIsMissing() throws Exception {
    aBundle("silent", "silent", SAYS.formatted("\"\"")).withoutManifest("Bundle-Activator")
        .writeTo(folder().resolve("silent.jar"));

    open();

    assertThat(bench.described("silent").lastError().orElseThrow().getMessage())
        .contains("provides nothing", "WorkerPlugin", "service");
  }

  @Test
  void theCauseOfAFailingActivatorIsTold() throws Exception {
    aBundle("broken", "broken", SAYS.formatted("\"\""))
        .source("Activator",
            """
                public class Activator implements org.osgi.framework.BundleActivator {
                  public void start(org.osgi.framework.BundleContext context) { throw new IllegalStateException("no luck"); }
                  public void stop(org.osgi.framework.BundleContext context) {}
                }
                """)
        .writeTo(folder().resolve("broken.jar"));

    open();

    assertThat(bench.described("broken").lastError().orElseThrow().getMessage())
        .contains("broken", "to start", "IllegalStateException: no luck");
  }

  @Test
  void ofBothManifestsTheOneOfPf4jWinsAndItSaysSo() throws Exception {
    aBundle("dev.example.both", "both", SAYS.formatted("Exec.class.getClassLoader().getClass().getSimpleName()"))
        .manifest("Plugin-Id", "both")
        .manifest("Plugin-Version", "1.0.0")
        .entry(PluginJarBuilder.SERVICES, "sample.Entry")
        .writeTo(folder().resolve("both.jar"));

    open();

    assertThat(bench.said("both")).isEqualTo("PluginClassLoader");
    assertThat(bench.described("both").kind()).isEqualTo(PluginKind.PF4J);
    assertThat(bench.described("both").remark().orElseThrow()).contains("dev.example.both", "Plugin-Id wins");
  }

  private static PluginJarBuilder user(String range) {
    return aBundle("user", "user", SAYS.formatted("shared.Shared.text()"))
        .manifest("Import-Package", SPI_IMPORTS + ",org.osgi.framework,shared;version=\"" + range + "\"")
        .wholeSource("shared/Shared",
            "package shared; public class Shared { public static String text() { return \"\"; } }")
        .leaveOut("Shared");
  }

  private static PluginJarBuilder library(String version, String text) {
    return aJar().manifest("Bundle-ManifestVersion", "2")
        .manifest("Bundle-SymbolicName", "library")
        .manifest("Bundle-Version", version)
        .manifest("Export-Package", "shared;version=\"" + version + "\"")
        .wholeSource(
            "shared/Shared",
            "package shared; public class Shared { public static String text() { return \"" + text + "\"; } }");
  }

  private static List<String> frameworkThreads() {
    return Thread.getAllStackTraces()
        .keySet()
        .stream()
        .map(Thread::getName)
        .filter(name -> name.contains("Felix"))
        .toList();
  }

  private Path folder() {
    return home.resolve("lib");
  }

  private void open() {
    bench = PluginBench.installed(home, folder());
  }
}
