package dev.claudeworker.plugins;

import static dev.claudeworker.plugins.PluginJarBuilder.aBundle;
import static dev.claudeworker.plugins.PluginJarBuilder.aPlainJar;
import static dev.claudeworker.plugins.PluginJarBuilder.aPlugin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.plugins.trust.FileHash;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A new version of a plugin that does not start: the version before it goes on, and the list says why. */
class FailedReplacementTest {

  private static final String SAYS = "return new AttemptOutcome.Cancelled(\"%s\", Usage.NONE);";
  private static final String BROKEN_ENTRY = "public class Entry implements WorkerPlugin {"
      + " public List<ExecutorFactory> executorFactories() { throw new IllegalStateException(\"no luck\"); } }";
  private static final String HANGING_MAIN =
      """
          public class Main extends org.pf4j.Plugin {
            public void start() {
              try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException stopped) { }
            }
          }
          """;

  @TempDir
  Path home;

  private Path jar;
  private PluginBench bench;

  @BeforeEach
  void openAnEmptyHome() {
    jar = home.resolve("plugins/sample.jar");
    var limits = new PluginSettings.Limits(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMillis(100));
    bench = new PluginBench(PluginRegistry.open(new PluginSettings(
        home, List.of(new PluginFolder(home.resolve("plugins"), false)), false, List.of(), limits)));
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @ParameterizedTest
  @EnumSource(value = PluginKind.class, names = {"PF4J", "OSGI", "SERVICE_LOADER"})
  void theOldVersionIsNotEvenRestartedAndTheNextGoodOneTakesOver(PluginKind kind) throws Exception {
    sample(kind, "old").writeTo(jar);
    bench.look();
    ClassLoader old = loaderInUse();
    String version = bench.described("sample").version();

    for (int round = 0; round < 3; round++) {
      broken(kind).entry("round", "round " + round).writeTo(jar);
      bench.look();
      PluginDescription kept = bench.registry().orders().accept("sample");

      assertThat(kept.state()).isEqualTo(PluginState.ACTIVE);
      assertThat(kept.version()).isEqualTo(version);
      assertThat(kept.provides()).containsExactly("executor sample");
      WorkerException error = kept.lastError().orElseThrow();
      assertThat(error.errorCode()).isEqualTo(PluginErrors.FAILED);
      assertThat(error.getMessage()).contains("no luck", jar.toString(), "version " + version + " goes on running");
      assertThat(error.suggestion()).isNotBlank();
      assertThat(bench.said("sample")).isEqualTo("old");
      assertThat(loaderInUse()).isSameAs(old);
    }
    assertThat(copies()).as("nothing is left of the versions that failed").isEqualTo(1);

    sample(kind, "new").writeTo(jar);
    bench.look();
    assertThat(bench.registry().orders().accept("sample").lastError()).isEmpty();
    assertThat(bench.said("sample")).isEqualTo("new");
  }

  @Test
  void oneThatHangsWhenItStartsIsGivenUpAndTheOldOneGoesOn() throws Exception {
    sample(PluginKind.PF4J, "old").writeTo(jar);
    bench.look();

    Path next = sample(PluginKind.PF4J, "new").manifest("Plugin-Class", "sample.Main")
        .source("Main", HANGING_MAIN)
        .writeTo(home.resolve("sample.jar"));
    PluginDescription kept = bench.registry().orders().install(next);

    assertThat(kept.lastError().orElseThrow().errorCode()).isEqualTo(PluginErrors.OVERDUE);
    assertThat(bench.said("sample")).isEqualTo("old");
    bench.registry().orders().install(sample(PluginKind.PF4J, "mended").writeTo(next));
    assertThat(bench.said("sample")).isEqualTo("mended");
  }

  @Test
  void oneThatOffersWhatAnotherPluginOffersIsRefusedAndBothGoOn() throws Exception {
    sample(PluginKind.PF4J, "old").writeTo(jar);
    aPlugin("other", "second", SAYS.formatted("of the other")).writeTo(home.resolve("plugins/other.jar"));
    bench.look();

    aPlugin("sample", "second", SAYS.formatted("new")).writeTo(jar);
    bench.look();
    PluginDescription kept = bench.registry().orders().accept("sample");

    assertThat(kept.lastError().orElseThrow().errorCode()).isEqualTo(PluginErrors.NAME_TAKEN);
    assertThat(kept.lastError().orElseThrow().getMessage()).contains("other and sample both provide", "'second'");
    assertThat(bench.said("sample")).isEqualTo("old");
    assertThat(bench.said("second")).isEqualTo("of the other");
  }

  @Test
  void pluginsThatUseItsClassesAreThereAgain() throws Exception {
    String shared = "public class Shared { public static String text() { return \"%s\"; } }";
    aPlugin("sample", "sample", SAYS.formatted("")).source("Shared", shared.formatted("shared")).writeTo(jar);
    aPlugin("user", "user", "return new AttemptOutcome.Cancelled(Shared.text(), Usage.NONE);")
        .source("Shared", shared.formatted("own"))
        .leaveOut("Shared")
        .manifest("Plugin-Dependencies", "sample@>=1.0.0")
        .writeTo(home.resolve("plugins/user.jar"));
    bench.look();

    broken(PluginKind.PF4J).writeTo(jar);
    bench.look();
    bench.registry().orders().accept("sample");

    assertThat(bench.said("user")).isEqualTo("shared");
    assertThat(bench.described("user").lastError()).isEmpty();
  }

  @Test
  void whatWasInstalledInVainIsTakenBackWithItsFile() throws Exception {
    Path first = sample(PluginKind.PF4J, "old").writeTo(home.resolve("downloads/sample-1.jar"));
    Path kept = home.resolve("plugins/sample-1.jar");
    bench.registry().orders().install(first);
    String hash = FileHash.of(kept);

    for (String name : List.of("sample-1.jar", "sample-2.jar")) {
      PluginDescription after =
          bench.registry().orders().install(broken(PluginKind.PF4J).writeTo(home.resolve("broken").resolve(name)));
      assertThat(after.lastError().orElseThrow().getMessage()).contains("no luck", name, "goes on running");
      assertThat(after.file()).isEqualTo(kept);
    }

    assertThat(FileHash.of(kept)).isEqualTo(hash);
    try (var files = Files.list(home.resolve("plugins"))) {
      assertThat(files).containsExactly(kept);
    }
    assertThat(bench.registry().orders().verify()).singleElement()
        .satisfies(file -> assertThat(file.problem()).isEmpty());
    bench.look();
    assertThat(bench.described("sample").lastError()).as("looking again changes nothing").isPresent();
    bench.close();
    bench = PluginBench.of(home);
    assertThat(bench.said("sample")).isEqualTo("old");
  }

  @Test
  void installingDoesNotOverwriteTheFileOfAnotherPlugin() throws Exception {
    sample(PluginKind.PF4J, "old").writeTo(jar);
    bench.look();
    Path other = aPlugin("other", "other", SAYS.formatted("")).writeTo(home.resolve("downloads/sample.jar"));

    assertThatExceptionOfType(WorkerException.class).isThrownBy(() -> bench.registry().orders().install(other))
        .withMessageContaining(jar + " is the plugin 'sample'")
        .extracting(WorkerException::suggestion)
        .asString()
        .contains("another file name");
    assertThat(bench.said("sample")).isEqualTo("old");
  }

  private long copies() throws IOException {
    try (var copies = Files.list(home.resolve("plugin-cache/jars"))) {
      return copies.count();
    }
  }

  private ClassLoader loaderInUse() {
    return bench.registry()
        .<ClassLoader>change(set -> set.named("sample").orElseThrow().active().orElseThrow().classLoader());
  }

  private static PluginJarBuilder broken(PluginKind kind) {
    return sample(kind, "new").source("Entry", BROKEN_ENTRY);
  }

  private static PluginJarBuilder sample(PluginKind kind, String text) {
    return switch (kind) {
      case PF4J -> aPlugin("sample", "sample", SAYS.formatted(text));
      case OSGI -> aBundle("sample", "sample", SAYS.formatted(text));
      default -> aPlainJar("sample", SAYS.formatted(text));
    };
  }
}
