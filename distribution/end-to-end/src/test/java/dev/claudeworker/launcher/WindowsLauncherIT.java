package dev.claudeworker.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be told of the launcher for Windows without running it. */
class WindowsLauncherIT {

  private static String script = "";
  private static String posix = "";

  @BeforeAll
  static void read(@TempDir Path folder) throws IOException {
    Distribution distribution = Distribution.unpackInto(folder);
    script = Files.readString(distribution.folder().resolve("bin/claude-worker.cmd"), StandardCharsets.US_ASCII);
    posix = Files.readString(distribution.launcher());
  }

  @Test
  void everyLineEndsAsWindowsWantsIt() {
    assertThat(script.replace("\r\n", "")).doesNotContain("\n", "\r", "\t");
  }

  @Test
  void everyJumpLeadsToALabelAndEveryBracketIsClosed() {
    Set<String> labels = found("(?m)^:([a-z_]+)");
    assertThat(labels).contains("run", "examine", "examined");
    assertThat(found("(?i)(?:goto|call) :([a-z_]+)")).isNotEmpty().isSubsetOf(labels);
    String code = script.lines()
        .filter(line -> !line.startsWith("rem "))
        .map(line -> line.replace("^(", "").replace("^)", ""))
        .reduce("", String::concat);
    assertThat(code.chars().filter(letter -> letter == '(').count())
        .isEqualTo(code.chars().filter(letter -> letter == ')').count());
    assertThat(code.chars().filter(letter -> letter == '"').count() % 2).isZero();
  }

  @Test
  void itStartsTheSameProgramsAsTheOtherLauncher() {
    for (String shared : List.of("dev.claudeworker.cli.Main", "dev.claudeworker.Main",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-Xms16m -Xmx256m",
        "CLAUDE_WORKER_SERVER_JAVA_OPTS",
        "CLAUDE_WORKER_INSTALL_DIR", "CLAUDE_WORKER_LAUNCHER", "minimum_java=25", "75")) {
      assertThat(script).contains(shared);
      assertThat(posix).contains(shared);
    }
    var commands = Pattern.compile("for %%K in \\(([a-z ]+)\\)").matcher(script);
    assertThat(commands.find()).isTrue();
    assertThat(posix).as("commands that need the server's classes").contains(commands.group(1).replace(" ", " | "));
  }

  private static Set<String> found(String pattern) {
    Set<String> names = new TreeSet<>();
    Pattern.compile(pattern).matcher(script).results().forEach(match -> names.add(match.group(1)));
    return names;
  }
}
