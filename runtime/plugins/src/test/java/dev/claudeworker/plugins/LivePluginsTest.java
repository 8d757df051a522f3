package dev.claudeworker.plugins;

import static dev.claudeworker.plugins.PluginJarBuilder.aBundle;
import static dev.claudeworker.plugins.PluginJarBuilder.aPlainJar;
import static dev.claudeworker.plugins.PluginJarBuilder.aPlugin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plugins that come, change and go while the registry runs. */
class LivePluginsTest {

  private static final String SAYS = "return new AttemptOutcome.Cancelled(%s, Usage.NONE);";

  @TempDir
  Path home;

  private Path folder;
  private Path jar;
  private PluginBench bench;

  @BeforeEach
  void openAnEmptyHome() {
    folder = home.resolve("plugins");
    jar = folder.resolve("sample.jar");
    bench = PluginBench.of(home);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void aJarThatIsDroppedInIsUsableAndOneThatIsTakenOutIsGone() throws Exception {
    sample("\"here\"").writeTo(jar);
    bench.look();
    assertThat(bench.said("sample")).isEqualTo("here");

    Files.delete(jar);
    bench.look();

    assertThat(bench.registry().executorFactories().names()).isEmpty();
    assertThat(bench.registry().plugins()).isEmpty();
  }

  @Test
  void aWatcherDoesThatByItselfWithinTwoSecondsAndEndsWhenClosed() throws Exception {
    PluginWatcher watcher = bench.registry().watch();
    try {
      sample("\"here\"").writeTo(home.resolve("sample.jar"));
      Files.createDirectories(folder);
      Files.move(home.resolve("sample.jar"), jar);

      await().atMost(Duration.ofSeconds(2))
          .until(() -> bench.registry().executorFactories().find("sample").isPresent());
    } finally {
      watcher.close();
    }
    Files.delete(jar);
    assertThat(bench.registry().executorFactories().names()).containsExactly("sample");
  }

  @Test
  void aFileThatIsStillBeingCopiedIsLeftAlone() throws Exception {
    sample("\"here\"").writeTo(home.resolve("sample.jar"));
    byte[] content = Files.readAllBytes(home.resolve("sample.jar"));
    Files.createDirectories(folder);
    Files.write(jar, Arrays.copyOf(content, content.length / 2));
    var half = bench.registry().look();
    Files.write(jar, Arrays.copyOfRange(content, content.length / 2, content.length), StandardOpenOption.APPEND);
    var whole = bench.registry().look();

    bench.registry().update(FolderView.between(half, whole));
    assertThat(bench.registry().plugins()).isEmpty();

    bench.registry().update(FolderView.between(whole, bench.registry().look()));
    assertThat(bench.said("sample")).isEqualTo("here");
  }

  @Test
  void aTornJarIsTriedAgainWhenItIsWhole() throws Exception {
    sample("\"here\"").writeTo(home.resolve("sample.jar"));
    byte[] content = Files.readAllBytes(home.resolve("sample.jar"));
    Files.createDirectories(folder);
    Files.write(jar, Arrays.copyOf(content, content.length / 2));
    bench.look();
    assertThat(bench.described("sample").lastError().orElseThrow().errorCode()).isEqualTo(PluginErrors.UNREADABLE);

    Files.write(jar, content);
    bench.look();

    assertThat(bench.said("sample")).isEqualTo("here");
  }

  @Test
  void overwritingAJarDoesNotDisturbWhatRunsOfIt() throws Exception {
    aPlugin("sample", "sample", "return Late.outcome();")
        .source("Late",
            "class Late { static AttemptOutcome outcome() { return new AttemptOutcome.Cancelled(\"late\", Usage.NONE); } }")
        .writeTo(jar);
    bench.look();
    TaskExecutor executor = executor();

    Files.write(jar, new byte[100]);

    assertThat(executor.execute(null))
        .isEqualTo(new AttemptOutcome.Cancelled("late", dev.claudeworker.spi.task.Usage.NONE));
  }

  @ParameterizedTest
  @EnumSource(value = PluginKind.class, names = {"PF4J", "OSGI", "SERVICE_LOADER"})
  void whatIsUsedOfAReplacedPluginWorksUntilItIsGivenBack(PluginKind kind) throws Exception {
    jar(kind, "Late.text()", "old").writeTo(jar);
    bench.look();
    var before = bench.registry().executorFactories().require("sample");
    var hold = before.uses().hold();
    TaskExecutor old = before.factory().create(null, null);

    bench.registry().orders().install(jar(kind, "Late.text()", "new").writeTo(home.resolve("sample.jar")));

    assertThat(bench.said("sample")).isEqualTo("new");
    assertThat(said(old)).isEqualTo("old");
    assertThat(copies()).isEqualTo(2);
    hold.close();
    await().untilAsserted(() -> assertThat(copies()).isEqualTo(1));
  }

  @ParameterizedTest
  @EnumSource(value = PluginKind.class, names = {"PF4J", "OSGI", "SERVICE_LOADER"})
  void noClassLoaderIsLeftAfterAHundredReplacements(PluginKind kind) throws Exception {
    Path[] versions = {
      jar(kind, "Late.text()", "even").writeTo(home.resolve("even/sample.jar")),
      jar(kind, "Late.text()", "odd").writeTo(home.resolve("odd/sample.jar"))};
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int round = 0; round < 100; round++) {
      bench.registry().orders().install(versions[round % 2]);
      loaders.add(new WeakReference<>(loaderInUse()));
    }

    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
      System.gc();
      assertThat(loaders.subList(0, 99)).allMatch(reference -> reference.refersTo(null));
    });
    assertThat(loaders.getLast().get()).isNotNull();
    assertThat(copies()).isEqualTo(1);
  }

  @Test
  void aDisabledPluginStaysOffUntilItIsEnabledAlsoOverARestart() throws Exception {
    sample("\"here\"").writeTo(jar);
    bench.look();

    assertThat(bench.registry().orders().disable("sample").state()).isEqualTo(PluginState.DISABLED);
    assertThat(bench.registry().executorFactories().names()).isEmpty();
    bench.close();
    bench = PluginBench.of(home);
    assertThat(bench.described("sample").state()).isEqualTo(PluginState.DISABLED);

    assertThat(bench.registry().orders().enable("sample").state()).isEqualTo(PluginState.ACTIVE);
    assertThat(bench.said("sample")).isEqualTo("here");
  }

  @Test
  void theListOfDisabledPluginsMayBeEdited() throws Exception {
    sample("\"here\"").writeTo(jar);
    bench.look();

    Files.writeString(home.resolve("plugins.disabled"), "# for now\nsample # slow\n");
    bench.look();
    assertThat(bench.described("sample").state()).isEqualTo(PluginState.DISABLED);

    Files.delete(home.resolve("plugins.disabled"));
    bench.look();
    assertThat(bench.described("sample").state()).isEqualTo(PluginState.ACTIVE);
  }

  @Test
  void whatTheServerStandsOnIsNotTakenAwayAndTheDescriptionSaysThatARestartIsNeeded() throws Exception {
    sample("\"here\"").writeTo(jar);
    bench.look();
    bench.registry().executorFactories().require("sample").uses().pin();

    Files.delete(jar);
    bench.look();

    PluginDescription kept = bench.described("sample");
    assertThat(kept.state()).isEqualTo(PluginState.ACTIVE);
    assertThat(kept.lastError().orElseThrow().errorCode()).isEqualTo(PluginErrors.NEEDS_RESTART);
    assertThat(bench.said("sample")).isEqualTo("here");
    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> bench.registry().orders().disable("sample"))
        .withMessageContaining("storage in use");
  }

  @Test
  void aSecondFileOfAPluginTakesOverWhenTheFirstIsRemoved() throws Exception {
    sample("\"first\"").writeTo(folder.resolve("a.jar"));
    bench.look();
    sample("\"second\"").writeTo(folder.resolve("b.jar"));
    bench.look();
    assertThat(bench.said("sample")).isEqualTo("first");

    Files.delete(folder.resolve("a.jar"));
    bench.look();

    assertThat(bench.said("sample")).isEqualTo("second");
  }

  @Test
  void usersOfARemovedPf4jPluginWaitForIt() throws Exception {
    PluginJarBuilder base = aPlugin("base", "base", SAYS.formatted("\"\""))
        .source("Shared", "public class Shared { public static String text() { return \"shared\"; } }");
    base.writeTo(folder.resolve("z-base.jar"));
    aPlugin("user", "user", SAYS.formatted("Shared.text()"))
        .source("Shared", "public class Shared { public static String text() { return \"own\"; } }")
        .leaveOut("Shared")
        .manifest("Plugin-Dependencies", "base@>=1.0.0")
        .writeTo(folder.resolve("a-user.jar"));
    bench.look();
    assertThat(bench.said("user")).isEqualTo("shared");

    Files.move(folder.resolve("z-base.jar"), home.resolve("base.jar"), StandardCopyOption.REPLACE_EXISTING);
    bench.look();
    assertThat(bench.described("user").lastError().orElseThrow().errorCode())
        .isEqualTo(PluginErrors.MISSING_DEPENDENCY);

    Files.move(home.resolve("base.jar"), folder.resolve("z-base.jar"));
    bench.look();
    assertThat(bench.said("user")).isEqualTo("shared");
  }

  @Test
  void aListenerIsToldWhatComesAndGoesAndMayRefuse() throws Exception {
    List<String> told = new ArrayList<>();
    bench.registry().executorFactories().listen(new FactoryListener<>() {
      @Override
      public void added(RegisteredFactory<dev.claudeworker.spi.executor.ExecutorFactory> added) {
        told.add("+" + added.name());
        if (added.name().equals("unwanted")) {
          throw new WorkerException(PluginErrors.FAILED, "its configuration is wrong", "Mend it.");
        }
      }

      @Override
      public void removed(RegisteredFactory<dev.claudeworker.spi.executor.ExecutorFactory> removed) {
        told.add("-" + removed.name());
      }
    });

    sample("\"\"").writeTo(jar);
    aPlugin("unwanted", "unwanted", SAYS.formatted("\"\"")).writeTo(folder.resolve("unwanted.jar"));
    bench.look();
    Files.delete(jar);
    bench.look();

    assertThat(told).containsExactly("+sample", "+unwanted", "-unwanted", "-sample");
    assertThat(bench.described("unwanted").lastError().orElseThrow().getMessage())
        .isEqualTo("its configuration is wrong");
    assertThat(bench.registry().executorFactories().names()).isEmpty();
  }

  /** How many jars are loaded. */
  private long copies() throws IOException {
    try (var copies = Files.list(home.resolve("plugin-cache/jars"))) {
      return copies.count();
    }
  }

  private ClassLoader loaderInUse() throws Exception {
    var plugin = new ArrayList<ClassLoader>();
    bench.registry().change(set -> plugin.add(set.named("sample").orElseThrow().active().orElseThrow().classLoader()));
    return plugin.getFirst();
  }

  private static String said(TaskExecutor executor) throws InterruptedException {
    return ((AttemptOutcome.Cancelled) executor.execute(null)).reason();
  }

  private TaskExecutor executor() {
    return bench.registry().executorFactories().require("sample").factory().create(null, null);
  }

  private static PluginJarBuilder sample(String says) {
    return aPlugin("sample", "sample", SAYS.formatted(says));
  }

  private static PluginJarBuilder jar(PluginKind kind, String says, String text) {
    PluginJarBuilder builder = switch (kind) {
      case PF4J -> sample(says);
      case OSGI -> aBundle("sample", "sample", SAYS.formatted(says));
      default -> aPlainJar("sample", SAYS.formatted(says));
    };
    return builder.source("Late", "class Late { static String text() { return \"" + text + "\"; } }");
  }
}
