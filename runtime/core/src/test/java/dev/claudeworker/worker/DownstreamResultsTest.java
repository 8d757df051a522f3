package dev.claudeworker.worker;

import static dev.claudeworker.spi.task.TaskStatus.COMPLETED;
import static dev.claudeworker.spi.task.TaskStatus.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.FailurePolicy;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.task.Continuation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What upstream tasks produced reaches those that depend on them. */
class DownstreamResultsTest {

  @TempDir
  Path home;
  private OrchestrationFixture fixture;

  @BeforeEach
  void start() {
    fixture = new OrchestrationFixture(home);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private AttemptContext attempt(String beginning) {
    return fixture.core.executor.executed()
        .stream()
        .filter(context -> context.input().prompt().startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void resultsStandWhereTheyWereReferredTo() {
    fixture.submit(
        Definition.of("a", "b: a", "c: b")
            .task("c", task -> task.prompt("c: {{tasks.a.result}}, {{ tasks.b.result }} and {{other}}")));

    fixture.await(OrchestrationStatus.COMPLETED);

    assertThat(attempt("c").input().prompt()).isEqualTo("c: result of a, result of b and {{other}}");
  }

  @Test
  void aLongResultIsCutAndSaysWhereTheWholeOneIs() throws IOException {
    String text = "x".repeat(100_001);
    fixture.when("a", context -> ScriptedExecutor.completed(text));
    fixture.submit(Definition.of("a", "b: a").task("b", task -> task.prompt("b: {{tasks.a.result}}")));

    fixture.await(OrchestrationStatus.COMPLETED);

    String prompt = attempt("b").input().prompt();
    assertThat(prompt).startsWith("b: xxx").contains("[cut after 100000 of 100001 characters");
    Path file = attempt("b").directory().resolve("upstream/a.txt");
    assertThat(prompt).contains(file.toString());
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void wholeResultsOfDirectAndNamedTasksAreFiles() {
    fixture.when("c: result of a", context -> {
      try (var files = Files.list(context.directory().resolve("upstream"))) {
        return ScriptedExecutor
            .completed(String.join(",", files.map(file -> file.getFileName().toString()).sorted().toList()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    fixture.submit(
        Definition.of("a", "b: a", "other", "c: b other").task("c", task -> task.prompt("c: {{tasks.a.result}}")));
    fixture.await(OrchestrationStatus.COMPLETED);

    assertThat(fixture.core.storage.result(fixture.id("c")).orElseThrow().text()).isEqualTo("a.txt,b.txt,other.txt");
  }

  @Test
  void aTaskWithoutAResultIsNamedAsSuch() {
    fixture.fails("a");
    fixture.submit(
        Definition.of("a", "b: a")
            .policy(FailurePolicy.CONTINUE)
            .task("b", task -> task.prompt("b: {{tasks.a.result}}")));

    fixture.await("b", COMPLETED);

    assertThat(attempt("b").input().prompt()).isEqualTo("b: [task 'a' has no result, it is failed: it broke]");
  }

  @Test
  void siblingsForkTheSessionOfTheirUpstreamTask() {
    fixture.when("a", context -> {
      context.saveResumeReference("session-a");
      return ScriptedExecutor.completed("done");
    });
    fixture.submit(Definition.of("a", "b: a", "c: a").continueFrom("b", "a").continueFrom("c", "a"));

    fixture.await(OrchestrationStatus.COMPLETED);

    assertThat(attempt("b").continuation()).contains(new Continuation("session-a", Optional.empty(), true));
    assertThat(attempt("c").continuation()).isEqualTo(attempt("b").continuation());
  }

  @Test
  void aSessionThatWasNeverThereFailsTheTaskWithAReason() {
    fixture.submit(Definition.of("a", "b: a").continueFrom("b", "a"));

    var failure = fixture.await("b", FAILED).state().failure().orElseThrow();

    assertThat(failure.errorCode().code()).isEqualTo("no_session_to_continue");
    assertThat(failure.message()).contains("continues the session of task " + fixture.id("a"));
  }

  @Test
  void aMissingDirectoryInsideTheBaseIsMadeWhenItsTaskStarts() throws IOException {
    Path base = Files.createDirectory(home.resolve("base"));
    Path outside = Files.createDirectory(home.resolve("outside"));
    Files.createSymbolicLink(base.resolve("link"), outside);
    fixture.submit(
        Definition.of("a", "b")
            .base(base)
            .task("a", task -> task.in(base.resolve("deep/er")))
            .task("b", task -> task.in(base.resolve("link/inner"))));

    fixture.await("a", COMPLETED);
    var failure = fixture.await("b", FAILED).state().failure().orElseThrow();

    assertThat(base.resolve("deep/er")).isDirectory();
    assertThat(failure.message()).contains("a link leads out of " + base);
    assertThat(outside.resolve("inner")).doesNotExist();
  }
}
