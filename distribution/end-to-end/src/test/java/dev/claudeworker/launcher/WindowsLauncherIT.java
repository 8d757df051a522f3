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
    assertThat(labels).contains("run", "examine", "examined", "found", "environment");
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
        "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-Xms16m -Xmx256m -XX:+ExitOnOutOfMemoryError",
        "CLAUDE_WORKER_SERVER_JAVA_OPTS",
        "CLAUDE_WORKER_INSTALL_DIR", "CLAUDE_WORKER_LAUNCHER", "minimum_java=25", "75")) {
      assertThat(script).contains(shared);
      assertThat(posix).contains(shared);
    }
    var commands = Pattern.compile("for %%K in \\(([a-z ]+)\\)").matcher(script);
    assertThat(commands.find()).isTrue();
    assertThat(posix).as("commands that need the server's classes")
        .contains("  " + commands.group(1).replace(" ", " | ") + ") with_server_jars=yes");
  }

  /** A closing bracket in a path, as in "Program Files (x86)", would end the block. */
  @Test
  void noPathStandsInABlockWithoutQuotes() {
    var blocks = Pattern.compile("\\($(.*?)^\\)", Pattern.DOTALL | Pattern.MULTILINE).matcher(script.replace("\r", ""));
    assertThat(blocks.results().map(block -> block.group(1).replaceAll("\"[^\"]*\"", "")).toList())
        .isNotEmpty()
        .allSatisfy(block -> assertThat(block).doesNotContain("%looked_at%", "%java%", "%install_dir%", "%~"));
  }

  /** A line is read as a whole, also where its condition does not hold; a bracket in an argument would break it. */
  @Test
  void allArgumentsAreGoneThroughOnlyWhereACommandHasNoPrompt() {
    String behindTheJump = script.substring(script.indexOf("goto :program"), script.indexOf("\n:program"));
    assertThat(behindTheJump).contains("in (%*)");
    assertThat(script.replace(behindTheJump, "")).doesNotContain("(%*)");
  }

  @Test
  void aWildcardStandsInTheLastPartOfAPathOnly() {
    assertThat(found("for /d %%D in \\(\\s*([^)]*\\*[^)]*)\\)")).isNotEmpty()
        .allSatisfy(places -> assertThat(places).doesNotContainPattern("\\*[^\" ]*\\\\"));
  }

  /** An ampersand in a path would begin a command. */
  @Test
  void whatWasLookedAtIsPutInAfterTheLineWasRead() {
    assertThat(script).contains("none was found.!looked_at!")
        .containsSubsequence("EnableDelayedExpansion", "!looked_at!");
    assertThat(found("(?m)^([^\"\r\n]*%looked_at%.*)$")).isEmpty();
  }

  @Test
  void quotesInVariablesAreTakenAway() {
    assertThat(script).contains("%CLAUDE_WORKER_JAVA:\"=%", "%JAVA_HOME:\"=%");
  }

  /**
   * What a {@code for} runs is read twice: outside of quotes each caret is taken away once, inside of them none, and then
   * Java would be called with carets and find no version.
   */
  @Test
  void theCommandThatAsksForTheVersionArrivesWhole() {
    var asked = Pattern.compile("in \\('(.*)'\\) do").matcher(script);
    assertThat(asked.find()).isTrue();

    assertThat(readOnce(asked.group(1))).isEqualTo("\"\"%~2\" -version 2>&1 | findstr /i version\"");
  }

  /** The line after the first reading. */
  private static String readOnce(String line) {
    var read = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < line.length(); at++) {
      if (line.charAt(at) == '^' && !quoted) {
        at++;
      } else if (line.charAt(at) == '"') {
        quoted = !quoted;
      }
      read.append(line.charAt(at));
    }
    return read.toString();
  }

  private static Set<String> found(String pattern) {
    Set<String> names = new TreeSet<>();
    Pattern.compile(pattern).matcher(script).results().forEach(match -> names.add(match.group(1)));
    return names;
  }
}
