package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.task.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that are not the real one, or are it no more. */
class OddProgramIT extends RigTest {

  private static final String INIT = "{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"s\"}";
  private static final String RESULT = "{\"type\":\"result\",\"is_error\":false,\"result\":\"fine\"}";

  @Test
  void missingProgramSaysHowToInstallIt() throws Exception {
    rig.config("command", directory.resolve("nowhere/claude").toString());

    Failure failure = failure(rig.run("hello"));

    assertThat(failure.errorCode().code()).isEqualTo("cli_not_found");
    assertThat(failure.message()).contains("nowhere/claude");
    assertThat(failure.suggestion()).contains("npm install");
    assertThat(failure.details().text("sdk_error")).contains("CLINotFoundError");
    assertThat(rig.lastAttempt().directory()).isEmptyDirectory();
  }

  @Test
  void programThatMayNotBeExecutedSaysSo() throws Exception {
    Path program = Files.writeString(directory.resolve("claude"), "#!/bin/sh\n");
    rig.config("command", program.toString());

    Failure failure = failure(rig.run("hello"));

    assertThat(failure.errorCode().code()).isEqualTo("cli_not_executable");
    assertThat(failure.suggestion()).contains("chmod +x");
  }

  @Test
  void missingDirectorySaysSo() throws Exception {
    program("exit 0");
    rig.task().workingDirectory(directory.resolve("absent"));

    Failure failure = failure(rig.run("hello"));

    assertThat(failure.errorCode().code()).isEqualTo("bad_directory");
    assertThat(failure.details().text("sdk_error")).contains("CLIConnectionError");
  }

  @Test
  void garbageIsRecognised() throws Exception {
    program("echo 'Welcome to my wrapper'");

    Failure failure = failure(rig.run("hello"));

    assertThat(failure.errorCode().code()).isEqualTo("output_not_json");
    assertThat(failure.message()).contains("Welcome to my wrapper");
    assertThat(failure.details().text("sdk_error")).contains("CLIJSONDecodeError");
  }

  @Test
  void garbageBetweenLinesDoesNoHarm() throws Exception {
    program("echo '" + INIT + "'; echo 'debugger attached'; head -c 3000000 /dev/zero; echo; echo '{\"a\":'; echo '"
        + RESULT + "'");

    assertThat(completed(rig.run("hello")).result().text()).isEqualTo("fine");
  }

  @Test
  void resultWithoutWhatItMustHaveIsRecognised() throws Exception {
    program("echo '" + INIT + "'; echo '{\"type\":\"result\",\"subtype\":\"success\"}'");

    Failure failure = failure(rig.run("hello"));

    assertThat(failure.errorCode().code()).isEqualTo("output_not_understood");
    assertThat(failure.message()).contains("'result' without a proper 'is_error'");
    assertThat(failure.details().text("sdk_error")).contains("MessageParseError");
  }

  @ParameterizedTest
  @CsvSource({"1,cli_refused", "2,cli_refused", "126,cli_not_executable", "127,cli_not_found", "134,crashed",
    "139,crashed", "137,killed", "0,output_not_json"})
  void programThatDiesAtOnceIsClassified(int code, String expected) throws Exception {
    program("echo 'something is wrong' >&2; echo noise; exit " + code);
    if (code != 0) {
      program("echo 'something is wrong' >&2; exit " + code);
    }

    Failure failure = failure(rig.run("hello"));

    assertThat(failure.errorCode().code()).isEqualTo(expected);
    assertThat(failure.message()).contains("exit code " + code);
    assertThat(failure.details().text("stderr")).contains("something is wrong");
  }

  @Test
  void deathInTheMiddleCanBeTriedAgain() throws Exception {
    program("echo '" + INIT + "'; echo 'out of luck' >&2; exit 3");

    Failure failure = failure(rig.run("hello"));

    assertThat(failure.errorCode().code()).isEqualTo("process_failed");
    assertThat(failure.errorCode().retryHelps()).isTrue();
    assertThat(failure.message()).contains("exit code 3").contains("out of luck");
  }

  @Test
  void resultBeforeABadEndIsNoSuccess() throws Exception {
    program("echo '" + INIT + "'; echo '" + RESULT + "'; exit 4");

    assertThat(failure(rig.run("hello")).errorCode().code()).isEqualTo("process_failed");
  }

  @Test
  void endlessProgramIsEndedWhenSilent() throws Exception {
    program("echo '" + INIT + "'; exec tail -f /dev/null");
    rig.config("silence_timeout", "200ms");

    assertThat(failure(rig.run("hello")).errorCode().code()).isEqualTo("silent");
  }

  @Test
  void lineOfTwentyMegabytesIsRead() throws Exception {
    program("echo '" + INIT + "'; printf '{\"type\":\"result\",\"is_error\":false,\"result\":\"'; "
        + "head -c 20000000 /dev/zero | tr '\\0' x; echo '\"}'");

    assertThat(completed(rig.run("hello")).result().text()).hasSize(1 << 20).matches("x+");
  }

  @Test
  void sessionInUseIsTriedAgain() throws Exception {
    program("echo 'Error: Session ID abc is already in use.' >&2; exit 1");

    assertThat(failure(rig.run("hello")).errorCode().code()).isEqualTo("session_in_use");
  }

  private void program(String script) throws IOException {
    Path program = directory.resolve("fake-claude");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    rig.config("command", program.toString());
  }
}
