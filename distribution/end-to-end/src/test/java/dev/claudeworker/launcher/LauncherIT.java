package dev.claudeworker.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherIT {

  @TempDir
  private static Path installed;
  private static Distribution distribution = new Distribution(Path.of("not yet unpacked"));

  @TempDir
  private Path scratch;
  private Shell shell = new Shell(Path.of("."));

  @BeforeAll
  static void unpack() {
    distribution = Distribution.unpackInto(installed.resolve("Büro mit Blank"));
  }

  @BeforeEach
  void openShell() {
    shell = new Shell(scratch);
  }

  @Test
  void startsFromAFolderWithBlanksAndLettersBeyondAscii() {
    Shell.Answer answer = shell.run(distribution.launcher(), "version");

    assertThat(answer.stdout()).startsWith("claude-worker ");
    assertThat(answer.stderr()).isEmpty();
    assertThat(answer.exitCode()).isZero();
  }

  /** The last three are not installed anywhere; the first is none at all. */
  @ParameterizedTest
  @CsvSource({"LC_NONE,C", "LC_ALL,C", "LANG,POSIX", "LC_ALL,xx_YY.UTF-8", "LC_CTYPE,nowhere", "LANG,xx_YY.UTF-8"})
  void passesLettersBeyondAsciiOnInEveryLocale(String variable, String locale) {
    Shell.Answer answer = shell.without("LANG").with(variable, locale).run(distribution.launcher(), "status", "grün");

    assertThat(answer.stderr()).contains("grün");
    assertThat(answer.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"xx_YY.UTF-8,C.UTF-8,C.UTF-8", "C.UTF-8,xx_YY.UTF-8,C.UTF-8", "C.UTF-8,C.UTF-8,xx_YY.UTF-8"})
  void oneLocaleThatIsNotInstalledDoesNotSpoilTheOthers(String language, String letters, String times) {
    Shell.Answer answer = shell.with("LANG", language)
        .with("LC_CTYPE", letters)
        .with("LC_TIME", times)
        .run(distribution.launcher(), "status", "grün");

    assertThat(answer.stderr()).contains("grün");
  }

  @Test
  void withoutAHomeOfTheUserTheSystemIsAsked() {
    Shell.Answer answer = shell.without("HOME").run(distribution.launcher(), "config", "path");

    assertThat(answer.stdout()).isEqualTo(System.getProperty("user.home") + "/.claude-worker/config.yaml\n");
    assertThat(answer.exitCode()).as(answer.stderr()).isZero();
  }

  @Test
  void startsThroughAChainOfLinksFromAnyFolder() throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("my bin"));
    Files.createSymbolicLink(folder.resolve("absolute"), distribution.launcher());
    Files.createSymbolicLink(folder.resolve("relative"), Path.of("absolute"));

    assertThat(shell.runIn(scratch, folder.resolve("relative").toString(), "version").exitCode()).isZero();
    assertThat(shell.runIn(folder, "./relative", "version").exitCode()).isZero();
    assertThat(shell.runIn(folder, "/bin/sh", "relative", "version").exitCode()).isZero();
  }

  @Test
  void refusesAChosenJavaThatIsTooOldAndSaysWhatToDo() {
    Path old = FakeJava.ofVersion("17.0.9", scratch.resolve("jdk-17"));

    Shell.Answer answer = shell.with("CLAUDE_WORKER_JAVA", old.toString()).run(distribution.launcher(), "version");

    assertThat(answer.stderr()).contains("Java 25 or newer is needed")
        .contains("CLAUDE_WORKER_JAVA: " + old + "/bin/java is Java 17.0.9")
        .contains("install Java 25");
    assertThat(answer.stdout()).isEmpty();
    assertThat(answer.exitCode()).isEqualTo(1);
  }

  @Test
  void refusesAChosenJavaThatIsNotThere() {
    Shell.Answer answer = shell.with("CLAUDE_WORKER_JAVA", "/no/such/java").run(distribution.launcher(), "version");

    assertThat(answer.stderr()).contains("CLAUDE_WORKER_JAVA: no java program at /no/such/java");
    assertThat(answer.exitCode()).isEqualTo(1);
  }

  @Test
  void passesOverAJavaHomeThatIsTooOld() throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));
    shell.with("JAVA_HOME", FakeJava.ofVersion("24.0.2", scratch.resolve("jdk-24")).toString());

    assertThat(shell.with("PATH", folder + ":/usr/bin:/bin").run(distribution.launcher(), "version").exitCode())
        .isZero();
  }

  @Test
  void theBundledRuntimeWinsOverJavaHomeAndPath() {
    Distribution own = Distribution.unpackInto(scratch.resolve("own"));
    Path arguments = scratch.resolve("arguments");
    Path installation = own.launcher().getParent().getParent();
    FakeJava.recorder(installation.resolve("jre"), arguments);

    shell.with("JAVA_HOME", System.getProperty("java.home"))
        .without("CLAUDE_WORKER_JAVA")
        .run(own.launcher(), "version");

    assertThat(arguments).content().contains("dev.claudeworker.cli.Main");
  }

  @Test
  void worksWithoutAHomeVariable() {
    Shell.Answer answer =
        shell.without("HOME").without("CLAUDE_WORKER_AOT_CACHE").run(distribution.launcher(), "version");

    assertThat(answer.stderr()).isEmpty();
    assertThat(answer.exitCode()).isZero();
  }

  @Test
  void asksAJavaWithoutAReleaseFileForItsVersion() {
    shell.with("CLAUDE_WORKER_JAVA", FakeJava.shim(scratch.resolve("shims")).toString());

    assertThat(shell.run(distribution.launcher(), "version").exitCode()).isZero();
  }

  @Test
  void aFolderThatWasDeletedIsSaidInWords() {
    Shell.Answer answer =
        shell.runIn(scratch, "/bin/sh", "-c", "mkdir gone; cd gone; rmdir ../gone; exec \"$0\" version",
            distribution.launcher().toString());

    assertThat(answer.stderr()).contains("claude-worker: the folder that this shell is in was deleted", "cd")
        .doesNotContain("at java.", "at jdk.");
    assertThat(answer.exitCode()).isEqualTo(1);
  }

  @Test
  void leavesNothingBehindWhereNoHomeIs() throws IOException {
    shell.without("CLAUDE_WORKER_AOT_CACHE").run(distribution.launcher(), "version");

    try (var left = Files.list(shell.home())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void passesTheExitCodeOn() {
    assertThat(shell.run(distribution.launcher(), "no-such-command").exitCode()).isEqualTo(2);
  }

  @Test
  void theReadmeOfTheDistributionLeadsToPagesThatAreThere() throws IOException {
    Path folder = distribution.launcher().getParent().getParent();

    assertThat(
        Pattern.compile("\\]\\(([\\w./-]+\\.md)\\)").matcher(Files.readString(folder.resolve("README.md"))).results())
        .hasSizeGreaterThan(15)
        .allSatisfy(link -> assertThat(folder.resolve(link.group(1))).isRegularFile());
  }
}
