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
    assertThat(home).isDirectoryNotContaining(file -> file.getFileName().toString().matches("data|attempts|server-id"));
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
    assertThat(ran.out()).contains(sign, "unpause", "restart", "validate", "watch");
  }

  @Test
  void fishKnowsWhichOptionsBelongToWhichCommand() {
    assertThat(commandLine.run("completion", "fish").lines())
        .contains(
            "complete -c claude-worker -n '__fish_seen_subcommand_from server; and __fish_seen_subcommand_from start'"
                + " -l port -r -d 'Port to listen on (default 8000); 0 = any.'");
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
