package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see of the configuration; the answers are the server's and tested there. */
class ConfigCommandTest {

  @TempDir
  Path directory;

  private CommandLineFixture commandLine;

  @BeforeEach
  void make() {
    commandLine = new CommandLineFixture(directory);
  }

  @Test
  void aPersonSeesATableOfKeyValueAndOrigin() {
    Ran ran = commandLine.onTerminal(100).run("config", "show");

    assertThat(ran.lines()).containsExactly(
        "server.port           9000  config.yaml, line 3",
        "server.allowed_hosts  a,b  CLAUDE_WORKER_SERVER_ALLOWED_HOSTS",
        "task.timeout          -  default");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 40})
  void noLineIsWiderThanTheTerminal(int columns) {
    assertThat(commandLine.onColourTerminal(columns).run("config", "show").lines())
        .hasSize(6)
        .anySatisfy(line -> assertThat(line).contains("9000"))
        .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(columns));
  }

  @Test
  void aNameIsNeverCut() {
    assertThat(String.join("", commandLine.onTerminal(15).run("config", "show").lines()))
        .contains("server.allowed_hosts");
  }

  @Test
  void aProgramGetsTabs() {
    assertThat(commandLine.run("config", "show", "server.port").out())
        .isEqualTo("server.port\t9000\tconfig.yaml, line 3\n");
  }

  @ParameterizedTest
  @CsvSource({"server.port, 9000", "server.allowed_hosts, 'a,b'", "task.timeout, -"})
  void getPrintsTheValueAlone(String key, String value) {
    assertThat(commandLine.run("config", "get", key).out()).isEqualTo(value + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "get server.port", "path", "validate", "set server.port 9000"})
  void everyCommandPrintsJson(String words) {
    Ran ran = commandLine.run(("config " + words + " --json").split(" "));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.lines()).singleElement().asString().startsWith("{").endsWith("}");
  }

  @Test
  void whatIsWrongIsToldToPeopleAndPrograms() {
    var inAWrongProject = new CommandLineFixture(Path.of("/wrong"));

    Ran people = inAWrongProject.run("config", "validate");
    Ran programs = inAWrongProject.run("config", "validate", "--json");

    assertThat(people.exitCode()).isEqualTo(1);
    assertThat(people.out()).isEmpty();
    assertThat(people.err())
        .startsWith("claude-worker: the configuration is wrong:\n  server.port: is none\n  more\n  Correct it");
    assertThat(programs.exitCode()).isEqualTo(1);
    assertThat(programs.lines()).singleElement()
        .asString()
        .contains("\"problems\":[\"server.port: is none\",\"more\"]");
    assertThat(programs.err()).isEmpty();
  }

  @Test
  void aRefusalIsToldWithItsExitCode() {
    Ran ran = commandLine.run("config", "set", "server.port", "many");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("refused: set server.port many", "Ask for something else.");
  }

  @Test
  void aSecretIsReadFromThePipe() {
    Ran ran = commandLine.piped("from the pipe\n").run("config", "set", "security.access_token");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("Set security.access_token in /home/config.yaml.\n");
  }

  @Test
  void nothingInThePipeIsNoValue() {
    Ran ran = commandLine.piped(" \n").run("config", "set", "security.access_token");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no value for security.access_token");
  }
}
