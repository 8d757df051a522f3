package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.testing.ClaudeRig.Started;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.AttemptOutcome.Cancelled;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.stub.LoggedRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real program against the stub: runs that are ended before they are done. */
class EndingIT extends RigTest {

  @Test
  void cancelledRunIsCancelled() throws Exception {
    Started run = hanging();

    run.attempt().child().end(EndCause.CANCELLED);

    assertThat(run.outcome().get()).isInstanceOf(Cancelled.class);
  }

  @ParameterizedTest
  @CsvSource({"TIMEOUT,timeout", "OUTPUT_LIMIT,output_limit"})
  void runEndedByALimitSaysWhich(EndCause cause, String code) throws Exception {
    Started run = hanging();

    run.attempt().child().end(cause);

    assertThat(failure(run.outcome().get()).errorCode().code()).isEqualTo(code);
  }

  @Test
  void silentRunIsEndedAndCanBeTriedAgain() throws Exception {
    rig.config("silence_timeout", "8s");

    Failure failure = failure(hanging().outcome().get());

    assertThat(failure.errorCode().code()).isEqualTo("silent");
    assertThat(failure.errorCode().retryHelps()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"INT,0,interrupted", "TERM,143,interrupted", "HUP,129,interrupted", "KILL,137,killed"})
  void signalFromOutsideIsNoSuccess(String signal, int exitCode, String code) throws Exception {
    Started run = hanging();

    run.attempt().child().signal(signal);

    Failure failure = failure(run.outcome().get());
    assertThat(failure.errorCode().code()).isEqualTo(code);
    assertThat(failure.errorCode().retryHelps()).isTrue();
    assertThat(failure.details().get("exit_code")).contains(JsonNumber.of(exitCode));
  }

  @Test
  void toolChildrenOfAKilledRunAreEnded() throws Exception {
    rig.option("allowed_tools", List.of("Bash"));
    Started run = rig.start("[[tool Bash {\"command\":\"echo started > flag; exec tail -f flag\"}]] [[text never]]");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.exists(rig.work().resolve("flag")));

    run.attempt().child().signal("KILL");

    Failure failure = failure(run.outcome().get());
    assertThat(failure.details().get("stragglers_ended")).isPresent();
  }

  @Test
  void detachedChildrenOfASuccessfulRunAreEnded() throws Exception {
    rig.option("allowed_tools", List.of("Bash"));
    AttemptOutcome outcome = rig.run("[[tool Bash {\"command\":\"setsid nohup tail -f /dev/null >/dev/null 2>&1 &\"}]]"
        + " [[text left one behind]]");

    assertThat(completed(outcome).result().details().get("stragglers_ended")).contains(JsonNumber.of(1));
  }

  private Started hanging() throws Exception {
    Started run = rig.start("[[hangmid 2]]");
    assertThat(rig.stub().awaitRequest(LoggedRequest::isMessage, Duration.ofSeconds(30))).isPresent();
    return run;
  }
}
