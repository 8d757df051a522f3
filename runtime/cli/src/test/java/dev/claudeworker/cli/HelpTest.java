package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {

  @TempDir
  Path directory;

  static Stream<String> commands() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    CommandLine root =
        Commands.commandLine(new CommandLineFixture(Path.of("/")).session(nowhere, nowhere), "--help");
    return below("", root);
  }

  private static Stream<String> below(String path, CommandLine parent) {
    return parent.getSubcommands()
        .entrySet()
        .stream()
        .flatMap(
            command -> Stream.concat(
                Stream.of(path + command.getKey()), below(path + command.getKey() + " ", command.getValue())));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamples(String command) {
    Ran ran = new CommandLineFixture(directory).run((command + " --help").split(" "));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("Usage: claude-worker " + command)
        .contains("Example", "  claude-worker " + command);
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandThatPrintsDataPrintsJson(String command) {
    Ran ran = new CommandLineFixture(directory).run((command + " --help").split(" "));

    // Groups have commands of their own; the others act and have nothing to print, or print what is read by shells or people.
    boolean data = !ran.out().contains("Commands:")
        && !command.matches(
            "server (stop|restart|logs)|(plugins|tools) new|plugins remove|(un)?pause|delete(-orchestration)?|demo|completion|mcp( (un)?install)?");
    assertThat(ran.out().contains("--json")).as(command).isEqualTo(data);
  }

  @Test
  void theHelpOfACommandFitsANarrowTerminal() {
    Ran ran = new CommandLineFixture(directory).onTerminal(60).run("logs", "--help");

    assertThat(ran.lines()).allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(60));
  }

  @Test
  void aWrongNumberIsSaidInOurWords() {
    assertThat(new CommandLineFixture(directory).run("cancel-orchestration", "x").err())
        .startsWith("claude-worker: 'x' is not the number of an orchestration, such as 12\n");
    assertThat(new CommandLineFixture(directory).run("cancel", "1", "x").err())
        .startsWith("claude-worker: 'x' is not the number of a task, such as 12\n");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void examplesAreNeverBrokenAndEverythingElseFitsTheTerminal(String command) {
    Ran ran = new CommandLineFixture(directory).onTerminal(80).run((command + " --help").split(" "));

    String[] parts = ran.out().split("(?m)^Examples?:$", 2);
    assertThat(parts).as(command).hasSize(2);
    assertThat(parts[0].lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(parts[0]).doesNotContain("\n\n\n");
    // An example begins with two blanks, a remark that had no room stands below it; anything else is a broken line.
    assertThat(parts[1].lines()).allSatisfy(line -> assertThat(line).matches("|  \\S.*|      \\S.*|See '.*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "", "-h"})
  void withoutCommandAllCommandsAreListed(String argument) {
    Ran ran = new CommandLineFixture(directory).run(argument.isEmpty() ? new String[0] : new String[] {argument});

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("run ", "list ", "status ", "logs ", "server ", "demo ", "version ");
  }

  @ParameterizedTest
  @CsvSource({"help, --help", "help run, run --help", "help server start, server start --help",
    "help --help, --help"})
  void helpMayBeAskedForAsACommand(String words, String option) {
    Ran ran = new CommandLineFixture(directory).run(words.split(" "));

    assertThat(ran).isEqualTo(new CommandLineFixture(directory).run(option.split(" ")));
    assertThat(ran.out()).startsWith("Usage: claude-worker ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-v"})
  void versionIsOneLine(String argument) {
    assertThat(new CommandLineFixture(directory).run(argument).out()).matches("claude-worker \\d+\\.\\d+.*\n");
  }

  @Test
  void mistypedCommandSuggestsTheRightOne() {
    assertThat(new CommandLineFixture(directory).run("lst").err())
        .contains("there is no command 'lst'", "Did you mean", "list");
    assertThat(new CommandLineFixture(directory).run("server", "stat").err()).contains("Did you mean", "status");
  }
}
