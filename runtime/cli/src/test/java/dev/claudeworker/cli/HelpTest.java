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
    Stream<String> top = root.getSubcommands().keySet().stream();
    Stream<String> grouped = root.getSubcommands()
        .entrySet()
        .stream()
        .flatMap(group -> group.getValue().getSubcommands().keySet().stream().map(name -> group.getKey() + " " + name));
    return Stream.concat(top, grouped);
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
  @ValueSource(strings = {"--help", "", "-h"})
  void withoutCommandAllCommandsAreListed(String argument) {
    Ran ran = new CommandLineFixture(directory).run(argument.isEmpty() ? new String[0] : new String[] {argument});

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("run ", "list ", "status ", "logs ", "server ", "demo ", "version ");
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
