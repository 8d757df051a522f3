package dev.claudeworker.plugins;

import static dev.claudeworker.plugins.PluginJarBuilder.SERVICES;
import static dev.claudeworker.plugins.PluginJarBuilder.aJar;
import static dev.claudeworker.plugins.PluginJarBuilder.aPlugin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a plugin file can be broken: reported with its cause, skipped, and the others still work. */
class BrokenPluginTest {

  private static final String FINE = "return new AttemptOutcome.Cancelled(\"\", Usage.NONE);";

  @TempDir
  Path folder;

  @TempDir
  Path home;

  private Path broken;
  private PluginRegistry registry;

  @BeforeEach
  void addAPluginThatWorks() {
    aPlugin("working", "working", FINE).writeTo(folder.resolve("z-working.jar"));
    broken = folder.resolve("broken.jar");
  }

  @AfterEach
  void theOtherPluginWorks() {
    assertThat(registry.executorFactories().names()).containsExactly("working");
    registry.stop();
  }

  @Test
  void truncated() throws IOException {
    aPlugin("broken", "broken", FINE).writeTo(broken);
    byte[] bytes = Files.readAllBytes(broken);
    Files.write(broken, Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(skipped(PluginErrors.UNREADABLE)).contains(broken.toString(), "not a readable jar");
  }

  @Test
  void empty() throws IOException {
    Files.createFile(broken);

    assertThat(skipped(PluginErrors.UNREADABLE)).contains(broken.toString(), "not a readable jar");
  }

  @Test
  void withoutDescriptor() {
    aJar().source("Entry", "public class Entry implements WorkerPlugin {}").writeTo(broken);

    assertThat(skipped(PluginErrors.NO_DESCRIPTOR)).contains("no Plugin-Id", SERVICES);
  }

  @Test
  void withoutVersion() {
    aPlugin("broken", "broken", FINE).withoutManifest("Plugin-Version").writeTo(broken);

    assertThat(skipped(PluginErrors.NO_DESCRIPTOR)).contains("no Plugin-Version");
  }

  @Test
  void withAnIdThatIsNoName() {
    aPlugin("../etc", "broken", FINE).writeTo(broken);

    assertThat(skipped(PluginErrors.NO_DESCRIPTOR)).contains("'../etc'", "not a plugin name");
  }

  @Test
  void builtForAnotherSpiVersion() {
    aPlugin("broken", "broken", FINE).manifest("Plugin-Requires", ">=2.0.0 & <3.0.0").writeTo(broken);

    assertThat(skipped(PluginErrors.WRONG_VERSION)).contains("broken", ">=2.0.0 & <3.0.0", "0.1.0");
  }

  @Test
  void requiresSomethingThatIsNoRange() {
    aPlugin("broken", "broken", FINE).manifest("Plugin-Requires", "the newest").writeTo(broken);

    assertThat(skipped(PluginErrors.NO_DESCRIPTOR)).contains("'the newest'", "not a range");
  }

  @Test
  void bundlesItsOwnCopyOfTheSpi() {
    aPlugin("broken", "broken", FINE).entry("dev/claudeworker/spi/WorkerPlugin.class", "a copy").writeTo(broken);

    assertThat(skipped(PluginErrors.BUNDLES_SPI)).contains("its own copy of the SPI");
  }

  @Test
  void throwsInItsConstructor() {
    aPlugin("broken")
        .source(
            "Entry",
            "public class Entry implements WorkerPlugin { public Entry() { throw new IllegalStateException(\"no luck\"); } }")
        .writeTo(broken);

    assertThat(skipped(PluginErrors.FAILED)).contains("broken", "IllegalStateException: no luck");
  }

  @Test
  void throwsInItsStaticInitializer() {
    aPlugin("broken")
        .source(
            "Entry",
            "public class Entry implements WorkerPlugin { static { if (true) throw new IllegalStateException(\"no luck\"); } }")
        .writeTo(broken);

    assertThat(skipped(PluginErrors.FAILED)).contains("broken", "IllegalStateException: no luck");
  }

  @Test
  void throwsWhenAskedForItsExecutors() {
    aPlugin("broken")
        .source(
            "Entry",
            "public class Entry implements WorkerPlugin {"
                + " public List<ExecutorFactory> executorFactories() { throw new AssertionError(\"no luck\"); } }")
        .writeTo(broken);

    assertThat(skipped(PluginErrors.FAILED)).contains("broken", "executors", "AssertionError: no luck");
  }

  @Test
  void answersNull() {
    aPlugin("broken")
        .source(
            "Entry",
            "public class Entry implements WorkerPlugin {"
                + " public List<ExecutorFactory> executorFactories() { return null; } }")
        .writeTo(broken);

    assertThat(skipped(PluginErrors.FAILED)).contains("broken", "answered null");
  }

  @Test
  void throwsInItsPluginClass() {
    aPlugin("broken", "broken", FINE)
        .manifest("Plugin-Class", "sample.Main")
        .source("Main",
            "public class Main extends org.pf4j.Plugin { public Main() { throw new RuntimeException(\"no luck\"); } }")
        .writeTo(broken);

    assertThat(skipped(PluginErrors.FAILED)).contains("sample.Main", "no luck");
  }

  @Test
  void throwsWhenItStarts() {
    aPlugin("broken", "broken", FINE)
        .manifest("Plugin-Class", "sample.Main")
        .source("Main",
            "public class Main extends org.pf4j.Plugin { public void start() { throw new RuntimeException(\"no luck\"); } }")
        .writeTo(broken);

    assertThat(skipped(PluginErrors.FAILED)).contains("to start", "no luck");
  }

  @Test
  void namesAPluginClassThatIsNotThere() {
    aPlugin("broken", "broken", FINE).manifest("Plugin-Class", "sample.Absent").writeTo(broken);

    assertThat(skipped(PluginErrors.FAILED)).contains("sample.Absent");
  }

  @Test
  void namesAnEntryPointThatIsNotThere() {
    aPlugin("broken").entry("readme.txt", "").writeTo(broken);

    assertThat(skipped(PluginErrors.FAILED)).contains("sample.Entry");
  }

  @Test
  void needsAClassThatIsNotThere() {
    aPlugin("broken", "broken", FINE)
        .source("Entry", "public class Entry extends Base {}")
        .source("Base", "public class Base implements WorkerPlugin {}")
        .leaveOut("Base")
        .writeTo(broken);

    assertThat(skipped(PluginErrors.DOES_NOT_LINK)).contains("broken", "sample/Base");
  }

  @Test
  void compiledForANewerJava() {
    aPlugin("broken", "broken", FINE).changeClassFiles(BrokenPluginTest::withClassVersion99).writeTo(broken);

    assertThat(skipped(PluginErrors.WRONG_VERSION)).contains("newer Java");
  }

  @Test
  void providesNothing() {
    aPlugin("broken").without(SERVICES)
        .source("Entry", "public class Entry implements WorkerPlugin {}")
        .writeTo(broken);

    assertThat(skipped(PluginErrors.NO_DESCRIPTOR)).contains("provides nothing", "WorkerPlugin");
  }

  @Test
  void namesItsExecutorWithBlanks() {
    aPlugin("broken", "my executor", FINE).writeTo(broken);

    assertThat(skipped(PluginErrors.FAILED)).contains("broken", "'my executor'");
  }

  @Test
  void dependsOnAPluginThatIsNotThere() {
    aPlugin("broken", "broken", FINE).manifest("Plugin-Dependencies", "absent@>=1.0.0").writeTo(broken);

    assertThat(skipped(PluginErrors.MISSING_DEPENDENCY)).contains("absent");
  }

  /** Loads the folder and answers what was said about the broken plugin. */
  private String skipped(ErrorCode expected) {
    registry = PluginRegistry.open(PluginSettings.installed(home, List.of(folder)));
    PluginDescription description = registry.plugins().getFirst();
    assertThat(description.file()).isEqualTo(broken);
    assertThat(description.state()).isEqualTo(PluginState.FAILED);
    assertThat(description.provides()).isEmpty();
    WorkerException error = description.lastError().orElseThrow();
    assertThat(error.errorCode()).as(error.getMessage()).isEqualTo(expected);
    assertThat(error.suggestion()).isNotBlank();
    return error.getMessage();
  }

  private static byte[] withClassVersion99(byte[] classFile) {
    byte[] changed = classFile.clone();
    changed[7] = 99;
    return changed;
  }
}
