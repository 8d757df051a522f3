package dev.claudeworker.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The caches that the launcher makes in the background: they speed commands up and otherwise nobody notices them. */
@Timeout(240)
class StartUpCacheIT {

  /** Making one takes a second or two of processor time at the lowest priority: on a busy machine that can be long. */
  private static final Duration MAKING_LIMIT = Duration.ofSeconds(180);

  @TempDir
  private static Path keep;
  private static Path made = Path.of("not yet made");

  @TempDir
  private Path scratch;
  private Path caches = Path.of(".");
  private Shell shell = new Shell(Path.of("."));
  private Distribution distribution = new Distribution(Path.of("not yet unpacked"));

  /** The first command starts the making; the same bytes serve in any folder, so the tests take copies. */
  @BeforeAll
  static void makeACache(@TempDir Path folder) throws IOException {
    Path caches = folder.resolve("caches with blank");
    Path launcher = Distribution.unpackInto(folder.resolve("installed")).launcher();
    new Shell(folder).with("CLAUDE_WORKER_AOT_CACHE", caches.toString()).run(launcher, "version");
    await("the cache is made").atMost(MAKING_LIMIT)
        .until(() -> filesIn(caches).size() == 1 && filesIn(caches).getFirst().toString().endsWith(".aot"));
    made = Files.move(filesIn(caches).getFirst(), keep.resolve(filesIn(caches).getFirst().getFileName()));
  }

  @BeforeEach
  void copyTheCache() throws IOException {
    distribution = Distribution.unpackInto(scratch.resolve("installed"));
    caches = Files.createDirectories(scratch.resolve("caches with blank"));
    Files.copy(made, caches.resolve(made.getFileName()));
    shell = new Shell(scratch).with("CLAUDE_WORKER_AOT_CACHE", caches.toString());
  }

  @Test
  void theAnswerIsTheSameAsWithout() {
    assertThat(javaArguments()).contains("-XX:AOTCache=" + cache());
    assertThat(shell.run(distribution.launcher(), "version")).isEqualTo(withoutCache());
  }

  @Test
  void classesOfTheCommandLineAndOfPicocliComeFromTheCache() throws IOException {
    Path log = scratch.resolve("classes.log");
    List<String> arguments = new ArrayList<>(javaArguments());
    arguments.add(arguments.indexOf("-cp"), "-Xlog:class+load:file=" + log);

    shell.run(Path.of(System.getProperty("java.home"), "bin", "java"), arguments.toArray(String[]::new));

    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains(" dev.claudeworker.cli.Main source: shared objects file"))
        .anyMatch(line -> line.contains(" picocli.CommandLine source: shared objects file"));
  }

  @Test
  void aBrokenCacheChangesNothing() throws IOException {
    byte[] whole = Files.readAllBytes(cache());
    for (byte[] broken : List.of(new byte[0], "garbage".getBytes(StandardCharsets.UTF_8),
        Arrays.copyOf(whole, whole.length / 2))) {
      Files.write(cache(), broken);

      assertThat(shell.run(distribution.launcher(), "version")).isEqualTo(withoutCache());
    }
  }

  @Test
  void aJarThatWasChangedAfterwardsIsReadAgain() throws IOException {
    FileTime later = FileTime.fromMillis(Files.getLastModifiedTime(cache()).toMillis() + 2_000);
    Files.setLastModifiedTime(distribution.jars("lib/cli").getFirst(), later);

    assertThat(javaArguments()).noneMatch(argument -> argument.startsWith("-XX:AOTCache"));
  }

  private Shell.Answer withoutCache() {
    var plain = new Shell(scratch);
    return plain.run(distribution.launcher(), "version");
  }

  /** What the launcher gives to Java for {@code claude-worker version}. */
  private List<String> javaArguments() {
    Path arguments = scratch.resolve("arguments");
    Path recorder = FakeJava.recorder(scratch.resolve("recorder"), arguments);
    shell.with("CLAUDE_WORKER_JAVA", recorder.toString()).run(distribution.launcher(), "version");
    shell.without("CLAUDE_WORKER_JAVA");
    try {
      return Files.readAllLines(arguments);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Path cache() {
    return caches.resolve(made.getFileName());
  }

  private static List<Path> filesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
