package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code token}, {@code doctor}, {@code reset} and {@code completion}. */
class UpkeepCommandsTest {

  @TempDir
  Path directory;

  private CommandLineFixture commandLine;
  private Path home;

  @BeforeEach
  void make() throws IOException {
    commandLine = new CommandLineFixture(directory);
    home = Files.createDirectory(directory.resolve("home"));
  }

  @ParameterizedTest
  @CsvSource({"show, the-token", "path, /home/token"})
  void theTokenIsPrintedAlone(String word, String printed) {
    assertThat(commandLine.run("token", word).out()).isEqualTo(printed + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rotate", "path"})
  void theTokenIsPrintedOnlyWhenItIsAskedFor(String word) {
    Ran ran = commandLine.run("token", word);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out() + ran.err()).contains("/home/token").doesNotContain("the-token");
    assertThat(commandLine.run("token").out()).doesNotContain("the-token");
  }

  @Test
  void theDoctorSaysWhatToDoAndExitsWithOneIfSomethingIsBroken() {
    Ran ran = commandLine.run("doctor");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.lines()).containsExactly(
        "✓ java            25.0.3",
        "! disk            500 MB free",
        "                  Make room before long.",
        "✗ claude          not on the PATH",
        "                  Install it.");
    assertThat(commandLine.run("doctor", "--json").out()).startsWith("{\"healthy\":false");
  }

  @Test
  void onANarrowTerminalTheDoctorsFindingsStandBelowTheirNames() {
    assertThat(commandLine.onTerminal(20).run("doctor").lines()).containsExactly(
        "✓ java",
        "  25.0.3",
        "! disk",
        "  500 MB free",
        "  Make room before",
        "  long.",
        "✗ claude",
        "  not on the PATH",
        "  Install it.");
  }

  @Test
  void tortureThatFindsNothingExitsWithZeroAndTellsItsFigures() {
    Ran ran = commandLine.run("doctor", "--torture");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.lines()).containsExactly(
        "✓ disk            writes and syncs 4 KB in 0.42 ms, p99 0.67 ms, in /home",
        "✓ commits         412 a second by one client (2.10 ms, p99 4.00 ms), 2,310 by 8 clients, in h2",
        "✓ kills           23 of 23 survived: 17 of the server, 6 of server and tasks together; works again after 2.1 s, p99 3.4 s",
        "✓ tasks           312 acknowledged, 0 lost; 290 programs ran, 900 calls were answered",
        "✓ violations      0",
        "! power cut       fsync is off",
        "Everything that is promised was kept.");
    assertThat(commandLine.run("doctor", "--torture", "--json").out()).startsWith("{\"kept\":true");
  }

  @Test
  void tortureThatFindsAViolationExitsWithOneAndTellsIt() {
    Ran ran = commandLine.run("doctor", "--torture", "--minutes", "2");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("✗ tasks           3 acknowledged, 1 lost", "✗ violations      1",
        "acknowledged task kept: task c1-1- is gone", "docs/promises.md");
  }

  @Test
  void tortureAfterWhichTheServerDoesNotComeBackIsBroken() {
    Ran ran = commandLine.run("doctor", "--torture", "--minutes", "3");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("✗ kills           0 of 1 survived", "the server ended with 1")
        .doesNotContain("lost");
  }

  @Test
  void wordsOfTheTortureWithoutItAreMisused() {
    assertThat(commandLine.run("doctor", "--minutes", "2").exitCode()).isEqualTo(2);
    assertThat(commandLine.run("doctor", "--scratch", "/tmp").err()).contains("--torture");
  }

  @Test
  void resetRefusesAFolderThatNoServerEverUsed() throws IOException {
    Path precious = Files.createDirectory(home.resolve("data"));

    Ran ran = commandLine.run("reset", "--yes");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("was never used by a server", "CLAUDE_WORKER_HOME");
    assertThat(precious).exists();
  }

  @Test
  void resetSaysWhatItWillDeleteAndAsks() throws IOException {
    fillHome();

    Ran ran = commandLine.onTerminal(80).typed("no\n").run("reset");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains(home.resolve("data").toString(), home.resolve("claude-worker.log").toString(),
        "Go on? [y/N]", "Nothing was deleted.")
        .doesNotContain("config.yaml", "mine.txt");
    assertThat(home.resolve("data")).exists();
  }

  @Test
  void resetOfEverythingFollowsAResetOfTheData() throws IOException {
    fillHome();

    assertThat(commandLine.run("reset", "--yes").exitCode()).isZero();
    assertThat(commandLine.run("reset", "--yes").err()).contains("There is nothing to delete");
    assertThat(commandLine.run("reset", "--yes", "--all").exitCode()).isZero();
    assertThat(home).isDirectoryContaining(file -> file.endsWith("mine.txt"));
    assertThat(home).isDirectoryNotContaining(file -> file.getFileName().toString().matches("config.yaml|server-id"));
  }

  @Test
  void aHomeThatIsAFileOrInOneIsSaidInWords() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(commandLine.environment("CLAUDE_WORKER_HOME", file.toString()).run("list").err())
        .contains("the home " + file + " cannot be used: it is no directory", "CLAUDE_WORKER_HOME")
        .doesNotContain("Exception");
    assertThat(commandLine.environment("CLAUDE_WORKER_HOME", file.resolve("home").toString()).run("run", "x").err())
        .contains("Not a directory", "CLAUDE_WORKER_HOME")
        .doesNotContain("Exception");
  }

  @Test
  void resetWithoutAPersonNeedsAYes() throws IOException {
    fillHome();

    Ran ran = commandLine.piped("y\n").run("reset");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--yes");
    assertThat(home.resolve("data")).exists();
  }

  @Test
  void resetDeletesDataAndKeepsSettingsAndWhatIsNotOurs() throws IOException {
    fillHome();
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("file"), "x");
    Files.createSymbolicLink(home.resolve("attempts"), elsewhere);

    Ran ran = commandLine.run("reset", "--yes", "--json");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("\"deleted\":[").contains("/data\"");
    assertThat(home).isDirectoryNotContaining(file -> file.getFileName().toString().matches("data|attempts"));
    assertThat(home.resolve("config.yaml")).exists();
    assertThat(home.resolve("mine.txt")).exists();
    assertThat(elsewhere.resolve("file")).exists();
  }

  @Test
  void resetOfAllKeepsOnlyWhatIsNotOurs() throws IOException {
    fillHome();

    commandLine.run("reset", "--yes", "--all");

    assertThat(home.toFile().list()).containsExactly("mine.txt");
  }

  @Test
  void thereMayBeNothingToReset() throws IOException {
    Files.delete(home);

    Ran ran = commandLine.run("reset");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).contains("nothing to delete");
  }

  @ParameterizedTest
  @CsvSource({"bash, complete -F", "zsh, bashcompinit", "fish, complete -c claude-worker"})
  void everyShellGetsAScriptWithAllCommands(String shell, String sign) {
    Ran ran = commandLine.run("completion", shell);

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).doesNotContain("\"BASH\"", "CLAUDE_CODE", "PROJECT");
    assertThat(ran.out()).contains(sign, "unpause", "restart", "validate", "watch");
  }

  @Test
  void fishKnowsWhichOptionsBelongToWhichCommand() {
    assertThat(commandLine.run("completion", "fish").lines())
        .contains(
            "complete -c claude-worker -n '__claude_worker_at' -f -a server -d 'Start, stop and look at the server.'",
            "complete -c claude-worker -n '__claude_worker_at server' -f -a start"
                + " -d 'Start the server in the background and wait until it is ready.'",
            "complete -c claude-worker -n '__claude_worker_in server start'"
                + " -l port -r -d 'Port to listen on (default 8000); 0 = any.'",
            "complete -c claude-worker -n '__claude_worker_in completion' -f -a 'bash zsh fish'"
                + " -d 'The shell to complete in.'",
            "complete -c claude-worker -n '__claude_worker_in list' -s s -l status -r -f"
                + " -a 'pending waiting running completed failed skipped cancelled'"
                + " -d 'Only tasks that are pending, waiting, running, completed, failed, skipped or cancelled.'",
            "complete -c claude-worker -n '__claude_worker_in run' -l on-denied -r -f -a 'warn fail ask'"
                + " -d 'What a tool call that nobody has allowed makes of the task: a warning, a failure, or a question to you.'");
  }

  @Test
  void anUnknownShellIsRefused() {
    Ran ran = commandLine.run("completion", "tcsh");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("only for bash, zsh and fish");
  }

  private void fillHome() throws IOException {
    Files.writeString(home.resolve("server-id"), "id");
    Files.createDirectories(home.resolve("data/db"));
    Files.writeString(home.resolve("data/db/file"), "x");
    Files.writeString(home.resolve("claude-worker.log"), "x");
    Files.writeString(home.resolve("config.yaml"), "");
    Files.writeString(home.resolve("mine.txt"), "x");
  }
}
