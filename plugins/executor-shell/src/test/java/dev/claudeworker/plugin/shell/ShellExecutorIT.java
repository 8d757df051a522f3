package dev.claudeworker.plugin.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.AttemptOutcome.Cancelled;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import dev.claudeworker.spi.task.AttemptOutcome.Failed;
import dev.claudeworker.spi.task.AttemptOutcome.Lost;
import dev.claudeworker.spi.testkit.NewTasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ShellExecutorIT {

  @TempDir
  Path home;

  private ShellRig rig;

  @BeforeEach
  void openRig() throws Exception {
    rig = new ShellRig(home);
  }

  @AfterEach
  void closeRig() {
    rig.close();
  }

  @Test
  void runsThePromptAsAScriptInTheWorkingDirectory() throws Exception {
    var attempt = rig.attempt("pwd\necho $GREETING\necho careful >&2\n", JsonObject.EMPTY);

    var outcome = completed(rig.executor().execute(attempt));

    assertThat(outcome.result().text()).isEqualTo(home.toRealPath() + "\nhello");
    assertThat(attempt.summary).containsExactly("$ pwd ... (3 lines)");
    assertThat(attempt.detail).containsExactly(home.toRealPath().toString(), "hello", "stderr: careful");
    assertThat(outcome.result().details().text("stderr")).contains("careful");
  }

  @Test
  void aScriptThatLooksLikeAnOptionIsStillAScript() throws Exception {
    assertThat(failed(rig.run("--version")).failure().errorCode().code()).isEqualTo("command_not_found");
  }

  @Test
  void givesThePromptToACommandAsItsInput() throws Exception {
    var command = JsonObject.EMPTY.with("command", JsonArray.ofTexts(List.of("sed", "s/a b/$HOME c/")));

    assertThat(completed(rig.run("a b\n", command)).result().text()).isEqualTo("$HOME c");
  }

  @Test
  void usesAnotherShellWhenTold() throws Exception {
    var bash = JsonObject.EMPTY.with("shell", "/bin/bash");

    assertThat(completed(rig.run("echo ${BASH_VERSION:+bash}", bash)).result().text()).isEqualTo("bash");
  }

  @Test
  void tellsWhichExitCodesAreWorthARetry() throws Exception {
    assertFailure(rig.run("echo no >&2; exit 3"), "command_failed", true,
        "The command failed: exit code 3 (exit code of its own); it said 'no'.");
    assertFailure(rig.run("nosuchprogram"), "command_not_found", false,
        "The command ended with 'not found': exit code 127 (not found); it said '/bin/sh: 1: nosuchprogram: not found'.");
    assertFailure(rig.run("exit 126"), "command_not_executable", false,
        "The command ended with 'not executable': exit code 126 (found but not executable).");
    assertFailure(rig.run("kill -KILL $$"), "command_killed", true,
        "The command was killed: exit code 137 (killed by SIGKILL, by hand or because memory ran out).");
    assertFailure(rig.run("kill -TERM $$"), "command_interrupted", true,
        "The command was interrupted by somebody else: exit code 143 (ended by SIGTERM).");
    assertFailure(rig.run("kill -SEGV $$"), "command_crashed", true,
        "The command crashed: exit code 139 (crashed with SIGSEGV).");
  }

  @Test
  void doesNotRetryFailuresWhenTheTaskSaysSo() throws Exception {
    var once = JsonObject.EMPTY.with("retry_failures", new JsonBoolean(false));

    assertThat(failed(rig.run("exit 3", once)).failure().errorCode().retryHelps()).isFalse();
  }

  @Test
  void tellsWhyACommandCannotStart() throws Exception {
    var absent = JsonObject.EMPTY.with("command", JsonArray.ofTexts(List.of("no-such-program", "x")));
    assertFailure(rig.run("x", absent), "program_not_found", false,
        "The program of the command was not found: The program 'no-such-program' was not found on the PATH"
            + " /usr/bin:/bin.");
    Files.createFile(home.resolve("plain"));
    var plain = JsonObject.EMPTY.with("command", JsonArray.ofTexts(List.of("./plain")));
    assertFailure(rig.run("x", plain), "program_not_executable", false,
        "The program of the command cannot be executed: The program %s/./plain may not be executed.".formatted(home));
    var nowhere = NewTasks.aTask().prompt("true").workingDirectory(home.resolve("gone")).spec();
    assertFailure(rig.executor().execute(rig.attempt(nowhere, JsonObject.EMPTY)), "bad_directory", false,
        "The working directory cannot be used: The working directory %s/gone does not exist.".formatted(home));
  }

  @Test
  void keepsTheEndOfALongOutput() throws Exception {
    var small = JsonObject.EMPTY.with("max_result", JsonNumber.of(10));

    var outcome = completed(rig.run("i=0; while [ $i -lt 1000 ]; do echo line $i; i=$((i+1)); done", small));

    assertThat(outcome.result().text()).isEqualTo("\nline 999");
    assertThat(outcome.result().details().text("text_shortened")).contains("true");
  }

  @Test
  void survivesBinaryOutputAndEndlessLines() throws Exception {
    var attempt =
        rig.attempt("printf 'a\\000b\\377\\n'; head -c 3000000 /dev/zero | tr '\\0' x; echo", JsonObject.EMPTY);

    var outcome = completed(rig.executor().execute(attempt));

    assertThat(outcome.result().text()).hasSize((1 << 20) - 1).endsWith("xxx");
    assertThat(attempt.detail.getFirst()).isEqualTo("a\0b\ufffd");
    assertThat(attempt.detail.getLast()).endsWith("xxx ... (" + (3_000_000 - 8192) + " more bytes)");
    assertThat(attempt.progress.getLast().lastAction()).hasSize(500);
  }

  @Test
  void endsAFlood() throws Exception {
    assertFailure(rig.run("yes"), "output_limit", false,
        "The command printed more than attempt.max_output and was ended.");
  }

  @Test
  void endsASilentCommand() throws Exception {
    rig.configure(JsonObject.EMPTY.with("silence_timeout", "300ms"));

    assertFailure(rig.run("echo once; sleep 60"), "silent", true,
        "The command printed nothing for too long and was ended.");
  }

  @Test
  void isCancelledEvenWhenTheCommandAnswersWithSuccess() throws Exception {
    var attempt = rig.attempt("trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done", JsonObject.EMPTY);
    var outcome = inBackground(attempt);
    awaitProgress(attempt);

    attempt.child.get(5, TimeUnit.SECONDS).end(EndCause.CANCELLED);

    assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(Cancelled.class);
  }

  @Test
  void adoptsACommandAfterARestart() throws Exception {
    var attempt = rig.attempt("echo one; read go <" + fifo() + "; echo two", JsonObject.EMPTY);
    var interrupted = inBackground(attempt);
    awaitProgress(attempt);
    rig.restart();
    assertThat(interrupted.handle((outcome, error) -> error != null).get(10, TimeUnit.SECONDS)).isTrue();
    attempt.detail.clear();
    Files.writeString(home.resolve("fifo"), "go\n");

    var outcome = completed(rig.executor().execute(attempt));

    assertThat(outcome.result().text()).isEqualTo("one\ntwo");
    assertThat(attempt.detail).containsExactly("one", "two");
    assertThat(attempt.child.join().adopted()).isFalse();
  }

  @Test
  void isLostWhenItsShellWasKilled() throws Exception {
    var attempt = rig.attempt("echo here; sleep 60", JsonObject.EMPTY);
    var outcome = inBackground(attempt);
    awaitProgress(attempt);

    ProcessHandle.of(attempt.child.get(5, TimeUnit.SECONDS).pid()).orElseThrow().destroyForcibly();

    assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(Lost.class);
  }

  @Test
  void measuresProcessorTime() throws Exception {
    var outcome = completed(rig.run("i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done"));

    assertThat(outcome.usage().cpuTime()).isBetween(Duration.ofMillis(10), Duration.ofSeconds(10));
  }

  private String fifo() throws Exception {
    var fifo = home.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    return fifo.toString();
  }

  private CompletableFuture<AttemptOutcome> inBackground(ShellRig.TestAttempt attempt) {
    var outcome = new CompletableFuture<AttemptOutcome>();
    Thread.ofVirtual().start(() -> {
      try {
        outcome.complete(rig.executor().execute(attempt));
      } catch (InterruptedException | RuntimeException ended) {
        outcome.completeExceptionally(ended);
      }
    });
    return outcome;
  }

  private static void awaitProgress(ShellRig.TestAttempt attempt) {
    await().atMost(Duration.ofSeconds(10)).until(() -> !attempt.progress.isEmpty());
  }

  private static Completed completed(AttemptOutcome outcome) {
    assertThat(outcome).isInstanceOf(Completed.class);
    return (Completed) outcome;
  }

  private static Failed failed(AttemptOutcome outcome) {
    assertThat(outcome).isInstanceOf(Failed.class);
    return (Failed) outcome;
  }

  private static void assertFailure(AttemptOutcome outcome, String code, boolean retryHelps, String message) {
    var failure = failed(outcome).failure();
    assertThat(failure.errorCode().code()).isEqualTo(code);
    assertThat(failure.errorCode().retryHelps()).isEqualTo(retryHelps);
    assertThat(failure.message()).isEqualTo(message);
    assertThat(failure.suggestion()).isNotBlank();
  }
}
