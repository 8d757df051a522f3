package dev.claudeworker.plugins;

import static dev.claudeworker.plugins.PluginJarBuilder.aPlugin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginRegistryTest {

  private static final String SAYS =
      "return new AttemptOutcome.Cancelled(%s, Usage.NONE);";

  @TempDir
  Path folder;

  @TempDir
  Path home;

  private PluginRegistry registry;

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.stop();
    }
  }

  @Test
  void pluginOfAnyFolderIsLoadedAndItsExecutorUsable() throws Exception {
    aPlugin("first", "one", SAYS.formatted("\"from first\"")).writeTo(folder.resolve("a/first.jar"));
    aPlugin("second", "two", SAYS.formatted("\"from second\"")).writeTo(folder.resolve("b/second.jar"));

    open(folder.resolve("a"), folder.resolve("absent"), folder.resolve("b"));

    assertThat(registry.executorFactories().names()).containsExactly("one", "two");
    assertThat(said("one")).isEqualTo("from first");
    assertThat(said("two")).isEqualTo("from second");
    PluginDescription first = registry.plugins().getFirst();
    assertThat(first.name()).isEqualTo("first");
    assertThat(first.version()).isEqualTo("1.2.3");
    assertThat(first.kind()).isEqualTo(PluginKind.PF4J);
    assertThat(first.file()).isEqualTo(folder.resolve("a/first.jar"));
    assertThat(first.provides()).containsExactly("executor one");
    assertThat(first.state()).isEqualTo(PluginState.ACTIVE);
    assertThat(first.lastError()).isEmpty();
  }

  @Test
  void factoryKnowsItsPlugin() {
    aPlugin("first", "one", SAYS.formatted("\"\"")).writeTo(folder.resolve("first.jar"));

    open(folder);

    assertThat(registry.executorFactories().require("one").plugin()).isEqualTo("first");
    assertThat(registry.storageFactories().names()).isEmpty();
  }

  /** What checks configurations asks here for the keys: a kind that is left out would be called a plugin that is not there. */
  @Test
  void everyKindOfFactoryTellsItsKeys() {
    aPlugin("many")
        .source("Entry",
            """
                public class Entry implements WorkerPlugin {
                  static ConfigSchema keys(String name) {
                    return ConfigSchema.of(ConfigKey.optional(name, ConfigType.TEXT, "A key."));
                  }
                  public List<StorageFactory> storageFactories() {
                    return List.of(new StorageFactory() {
                      public String name() { return "s"; }
                      public ConfigSchema schema() { return keys("of_storage"); }
                      public Storage create(PluginConfig config, PluginContext context) { throw new IllegalStateException(); }
                    });
                  }
                  public List<ExecutorFactory> executorFactories() {
                    return List.of(new ExecutorFactory() {
                      public String name() { return "e"; }
                      public ConfigSchema schema() { return keys("of_executor"); }
                      public ConfigSchema optionsSchema() { return ConfigSchema.EMPTY; }
                      public TaskExecutor create(PluginConfig config, PluginContext context) { throw new IllegalStateException(); }
                    });
                  }
                  public List<dev.claudeworker.spi.notify.NotifierFactory> notifierFactories() {
                    return List.of(new dev.claudeworker.spi.notify.NotifierFactory() {
                      public String name() { return "n"; }
                      public ConfigSchema schema() { return keys("of_notifier"); }
                      public dev.claudeworker.spi.notify.Notifier create(PluginConfig config, PluginContext context) {
                        throw new IllegalStateException();
                      }
                    });
                  }
                  public List<dev.claudeworker.spi.tool.ToolFactory> toolFactories() {
                    return List.of(new dev.claudeworker.spi.tool.ToolFactory() {
                      public String name() { return "t"; }
                      public ConfigSchema schema() { return keys("of_tools"); }
                      public dev.claudeworker.spi.tool.ToolSet create(PluginConfig config, PluginContext context) {
                        throw new IllegalStateException();
                      }
                    });
                  }
                }
                """)
        .writeTo(folder.resolve("many.jar"));

    open(folder);

    assertThat(registry.schemas()).allSatisfy(offered -> assertThat(offered.plugin()).isEqualTo("many"))
        .extracting(offered -> offered.kind() + " " + offered.schema().keys().getFirst().name())
        .containsExactlyInAnyOrder(
            "STORAGE of_storage", "EXECUTOR of_executor", "NOTIFIER of_notifier", "TOOL_SET of_tools");
  }

  @Test
  void pluginSeesTheJdkAndTheSpiAndNothingElse() throws Exception {
    String seen =
        """
            StringBuilder seen = new StringBuilder();
            for (String name : List.of("java.sql.Connection", "dev.claudeworker.spi.task.Task", "org.slf4j.Logger",
                "org.pf4j.Plugin", "dev.claudeworker.plugins.PluginRegistry", "org.assertj.core.api.Assertions",
                "com.github.zafarkhaja.semver.Version")) {
              try {
                Class.forName(name);
                seen.append(name.substring(name.lastIndexOf('.') + 1)).append(' ');
              } catch (ClassNotFoundException hidden) {
              }
            }
            return new AttemptOutcome.Cancelled(seen.toString().strip(), Usage.NONE);
            """;
    aPlugin("nosy", "nosy", seen).writeTo(folder.resolve("nosy.jar"));

    open(folder);

    assertThat(said("nosy")).isEqualTo("Connection Task Logger Plugin");
  }

  @Test
  void pluginDoesNotSeeResourcesOfTheRuntime() throws Exception {
    aPlugin(
        "nosy",
        "nosy",
        SAYS.formatted("String.valueOf(Exec.class.getClassLoader().getResource(\"runtime-only.txt\"))"))
        .writeTo(folder.resolve("nosy.jar"));
    assertThat(getClass().getClassLoader().getResource("runtime-only.txt")).isNotNull();

    open(folder);

    assertThat(said("nosy")).isEqualTo("null");
  }

  @Test
  void contextClassLoaderIsThePluginsDuringACallAndRestoredAfterIt() throws Exception {
    aPlugin(
        "loader",
        "loader",
        SAYS.formatted(
            "String.valueOf(Thread.currentThread().getContextClassLoader() == Exec.class.getClassLoader())"))
        .writeTo(folder.resolve("loader.jar"));
    open(folder);
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    assertThat(said("loader")).isEqualTo("true");

    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void twoPluginsMayCarryDifferentVersionsOfOneClass() throws Exception {
    for (String version : List.of("v1", "v2")) {
      aPlugin(version, version, SAYS.formatted("Library.version()"))
          .source("Library", "class Library { static String version() { return \"" + version + "\"; } }")
          .writeTo(folder.resolve(version + ".jar"));
    }

    open(folder);

    assertThat(said("v1")).isEqualTo("v1");
    assertThat(said("v2")).isEqualTo("v2");
  }

  @Test
  void ofTwoFilesOfOnePluginTheFirstStaysAndTheErrorNamesBoth() throws Exception {
    aPlugin("same", "one", SAYS.formatted("\"first\"")).writeTo(folder.resolve("a.jar"));
    aPlugin("same", "two", SAYS.formatted("\"second\"")).writeTo(folder.resolve("b.jar"));

    open(folder);

    assertThat(registry.executorFactories().names()).containsExactly("one");
    assertThat(errorOf("b.jar").getMessage()).contains("a.jar", "b.jar", "'same'");
  }

  @Test
  void ofTwoExecutorsWithOneNameTheFirstStaysAndTheErrorNamesBothPlugins() throws Exception {
    aPlugin("first", "one", SAYS.formatted("\"from first\"")).writeTo(folder.resolve("a.jar"));
    aPlugin("second", "one", SAYS.formatted("\"from second\"")).writeTo(folder.resolve("b.jar"));

    open(folder);

    assertThat(said("one")).isEqualTo("from first");
    assertThat(errorOf("b.jar").getMessage()).contains("first", "second", "executor 'one'");
    assertThat(registry.plugins()).extracting(PluginDescription::state)
        .containsExactly(PluginState.ACTIVE, PluginState.FAILED);
  }

  @Test
  void unknownNameListsTheKnownOnesAndTheNearest() {
    aPlugin("first", "claude-cli", SAYS.formatted("\"\"")).writeTo(folder.resolve("a.jar"));
    aPlugin("second", "shell", SAYS.formatted("\"\"")).writeTo(folder.resolve("b.jar"));
    open(folder);

    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> registry.executorFactories().require("shel"))
        .withMessage("no plugin provides the executor 'shel' (known: claude-cli, shell)")
        .extracting(WorkerException::suggestion)
        .asString()
        .startsWith("Did you mean 'shell'?");
  }

  @Test
  void otherFilesAreLeftAlone() throws Exception {
    Files.writeString(folder.resolve("README.txt"), "no plugin");
    Files.writeString(folder.resolve(".half-copied.jar"), "no plugin");
    Files.writeString(folder.resolve("copy.jar.part"), "no plugin");

    open(folder);

    assertThat(registry.plugins()).isEmpty();
  }

  @Test
  void pf4jStyleWithPluginClassAndExtensionIndexWorks() throws Exception {
    Path stopped = folder.resolve("stopped");
    aPlugin("classic", "classic", SAYS.formatted("Main.state"))
        .without(PluginJarBuilder.SERVICES)
        .entry("META-INF/extensions.idx", "sample.Entry")
        .manifest("Plugin-Class", "sample.Main")
        .source(
            "Main",
            """
                public class Main extends org.pf4j.Plugin {
                  static String state = "loaded";
                  public void start() { state = "started"; }
                  public void stop() {
                    try { java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "stopped"); }
                    catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
                  }
                }
                """.formatted(stopped))
        .writeTo(folder.resolve("classic.jar"));

    open(folder);

    assertThat(said("classic")).isEqualTo("started");
    registry.stop();
    assertThat(stopped).hasContent("stopped");
  }

  @Test
  void pluginMayUseClassesOfThePluginItDependsOn() throws Exception {
    aPlugin("base", "base", SAYS.formatted("\"\""))
        .source("Shared", "public class Shared { public static String text() { return \"shared\"; } }")
        .writeTo(folder.resolve("a-base.jar"));
    aPlugin("user", "user", SAYS.formatted("Shared.text()"))
        .source("Shared", "public class Shared { public static String text() { return \"own\"; } }")
        .leaveOut("Shared")
        .manifest("Plugin-Dependencies", "base")
        .writeTo(folder.resolve("b-user.jar"));

    open(folder);

    assertThat(said("user")).isEqualTo("shared");
  }

  @Test
  void stopTwiceAndStopWithoutPluginsAreFine() {
    open(folder.resolve("absent"));

    registry.stop();
    registry.stop();

    assertThat(registry.plugins()).isEmpty();
  }

  @Test
  void stopForgetsFactoriesAndClosesClassLoaders() throws Exception {
    aPlugin("first", "one", "return Late.outcome();")
        .source("Late",
            "class Late { static AttemptOutcome outcome() { return new AttemptOutcome.Cancelled(\"\", Usage.NONE); } }")
        .writeTo(folder.resolve("first.jar"));
    open(folder);
    TaskExecutor executor = executor("one");

    registry.stop();

    assertThat(registry.executorFactories().names()).isEmpty();
    assertThatExceptionOfType(WorkerException.class).isThrownBy(() -> executor.execute(null))
        .withMessageContaining("Late");
  }

  private void open(Path... folders) {
    registry = PluginRegistry.open(PluginSettings.installed(home, List.of(folders)));
  }

  private TaskExecutor executor(String name) {
    return registry.executorFactories().require(name).factory().create(null, null);
  }

  private String said(String name) throws InterruptedException {
    return ((AttemptOutcome.Cancelled) executor(name).execute(null)).reason();
  }

  private WorkerException errorOf(String fileName) {
    return registry.plugins()
        .stream()
        .filter(plugin -> plugin.file().getFileName().toString().equals(fileName))
        .findFirst()
        .orElseThrow()
        .lastError()
        .orElseThrow();
  }
}
