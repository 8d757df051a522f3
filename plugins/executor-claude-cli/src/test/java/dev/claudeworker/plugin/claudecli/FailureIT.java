package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.task.Failure;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real program against the stub: requests that fail for good. */
class FailureIT extends RigTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      [[error 400 msg=messages: bad]] | invalid_request       | false
      [[error 400]]                   | invalid_request       | false
      [[error 400 msg=prompt is too long: 250000 tokens > 200000 maximum]] | prompt_too_long | false
      [[error 401]]                   | authentication_failed | false
      [[error 402]]                   | billing_error         | false
      [[error 403]]                   | authentication_failed | false
      [[error 404]]                   | model_not_found       | false
      [[error 408]]                   | api_error             | true
      [[error 413]]                   | request_too_large     | false
      [[error 500]]                   | server_error          | true
      [[error 503]]                   | server_error          | true
      [[error 529]]                   | overloaded            | true
      [[reset]]                       | connection_failed     | true
      [[errormid 2 529]]              | overloaded            | true
      """)
  void failedRequestIsClassified(String prompt, String code, boolean retryHelps) throws Exception {
    Failure failure = failure(rig.run(prompt));

    assertThat(failure.errorCode().code()).isEqualTo(code);
    assertThat(failure.errorCode().retryHelps()).isEqualTo(retryHelps);
    assertThat(failure.message()).contains(": ");
    assertThat(failure.suggestion()).isNotBlank();
    assertThat(failure.details().get("exit_code")).contains(JsonNumber.of(1));
    assertThat(failure.details().text("sdk_error")).contains("ProcessError");
    assertThat(failure.details().text("session_id")).contains(rig.lastAttempt().resumeReference());
  }

  @Test
  void refusedConnectionIsClassified() throws Exception {
    rig.variable("ANTHROPIC_BASE_URL", "http://127.0.0.1:9");

    Failure failure = failure(rig.run("[[text never]]"));

    assertThat(failure.errorCode().code()).isEqualTo("connection_failed");
    assertThat(failure.suggestion()).contains("ANTHROPIC_BASE_URL");
  }

  @Test
  void slowAnswerIsATimeoutOfTheApi() throws Exception {
    rig.config("api_timeout", "1s");

    assertThat(failure(rig.run("[[hang]]")).errorCode().code()).isEqualTo("api_timeout");
  }

  @Test
  void missingLoginSaysHowToLogIn() throws Exception {
    rig.variable("ANTHROPIC_API_KEY", "");

    Failure failure = failure(rig.run("[[text never]]"));

    assertThat(failure.errorCode().code()).isEqualTo("authentication_failed");
    assertThat(failure.message()).contains("Not logged in");
    assertThat(failure.suggestion()).contains("/login").contains("ANTHROPIC_API_KEY");
  }

  @Test
  void turnLimitIsAFailureThatCanBeResumed() throws Exception {
    rig.option("max_turns", "1");

    Failure failure = failure(rig.run("[[tool Bash {\"command\":\"echo 1\"}]] [[text never]]"));

    assertThat(failure.errorCode().code()).isEqualTo("max_turns_reached");
    assertThat(failure.suggestion()).contains("resume");
  }

  @Test
  void costLimitIsAFailure() throws Exception {
    rig.task().maxCostUsd(new BigDecimal("0.5"));

    Failure failure = failure(rig.run("[[usage input_tokens=900000 output_tokens=90000]]"
        + " [[tool Bash {\"command\":\"echo 1\"}]] [[text never]]"));

    assertThat(failure.errorCode().code()).isEqualTo("max_cost_reached");
  }

  @Test
  void retriesOfTheProgramAreShown() throws Exception {
    rig.config("max_retries", "1");

    assertThat(completed(rig.run("[[error 503 times=1]] [[text fine]]")).result().text()).isEqualTo("fine");
    assertThat(rig.lastAttempt().summaryLines()).anyMatch(line -> line.startsWith("[retry 1/1] server_error 503"));
  }

  @Test
  void keyIsNeverShown() throws Exception {
    rig.option("allowed_tools", List.of("Bash"));
    String text = completed(rig.run("[[tool Bash {\"command\":\"env | sort\"}]] [[text done]]")).toString();

    assertThat(rig.lastAttempt().detailLines()).anyMatch(line -> line.contains("ANTHROPIC_API_KEY=<hidden>"));
    assertThat(text + rig.lastAttempt().detailLines() + rig.lastAttempt().progressReports())
        .doesNotContain("dummy-secret-key");
  }
}
