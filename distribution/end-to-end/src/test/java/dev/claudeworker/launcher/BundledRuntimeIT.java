package dev.claudeworker.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The archives that bring their own Java. */
class BundledRuntimeIT {

  private static final Path SCRIPT =
      Path.of(System.getProperty("distribution.zip")).resolve("../../bundle-runtime").normalize();

  @TempDir
  private Path scratch;

  @Test
  void itsModulesAreThereAndAreEnoughForPluginsAndToolsInJava() throws IOException {
    var found = Pattern.compile("(?m)^modules=(?:\\$modules,)?(.*)$").matcher(Files.readString(SCRIPT));
    List<String> modules = found.results().flatMap(line -> Arrays.stream(line.group(1).split(","))).toList();

    assertThat(modules).contains("java.se", "jdk.compiler", "jdk.jfr", "jdk.unsupported")
        .allMatch(name -> ModuleFinder.ofSystem().find(name).isPresent());
  }

  @Test
  void aJdkWithoutJlinkIsRefused() {
    Shell.Answer answer =
        new Shell(scratch).run(SCRIPT, FakeJava.ofVersion("25.0.1", scratch.resolve("jdk")).toString());

    assertThat(answer.stderr()).contains("is no JDK 25 or newer with jlink");
    assertThat(answer.exitCode()).isEqualTo(1);
  }

  /** Half a minute of processor time, so only on demand. */
  @Test
  @Timeout(300)
  @EnabledIfSystemProperty(named = "bundled.runtime", matches = "true")
  void itRunsWithoutAnyOtherJavaAndComesOutTheSameTwice() throws IOException {
    String archive = System.getProperty("distribution.zip").replaceFirst("zip$", "tar.gz");
    for (String folder : new String[] {"one", "two"}) {
      Files.createDirectories(scratch.resolve(folder));
      assertThat(new Shell(scratch)
          .runFor(200, SCRIPT, System.getProperty("java.home"), archive, scratch.resolve(folder).toString())
          .exitCode()).isZero();
    }
    try (var made = Files.list(scratch.resolve("one"))) {
      for (Path one : made.toList()) {
        assertThat(Files.mismatch(one, scratch.resolve("two").resolve(one.getFileName()))).isEqualTo(-1);
        assertThat(one.getFileName().toString())
            .matches("claude-worker-.*-(linux|macos).*-(x64|aarch64)\\.(zip|tar\\.gz)");
      }
    }
  }
}
