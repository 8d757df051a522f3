package dev.claudeworker.plugin.claudecli.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.stream.ApiFailure;
import dev.claudeworker.plugin.claudecli.stream.RateLimit;
import dev.claudeworker.plugin.claudecli.stream.RunFacts;
import dev.claudeworker.plugin.claudecli.stream.RunFacts.OutputFacts;
import dev.claudeworker.plugin.claudecli.stream.RunResult;
import dev.claudeworker.plugin.claudecli.stream.RunResult.Spent;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Init;
import dev.claudeworker.plugin.claudecli.stream.TokenCount;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.AttemptOutcome.Cancelled;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import dev.claudeworker.spi.task.AttemptOutcome.Failed;
import dev.claudeworker.spi.task.AttemptOutcome.Lost;
import dev.claudeworker.spi.task.AttemptOutcome.Suspended;
import dev.claudeworker.spi.task.GateScope;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunJudgeTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final JudgingRules RULES =
      new JudgingRules(false, GateScope.account("claude-cli", "a"), NOW, Duration.ofDays(8));
  private static final Init INIT = new Init("s", "m", "2.1", "acceptEdits", List.of());

  static IntStream allExitCodes() {
    return IntStream.rangeClosed(0, 255);
  }

  @ParameterizedTest
  @MethodSource("allExitCodes")
  void onlyCodeZeroWithAResultIsSuccess(int code) {
    AttemptOutcome outcome = judge(facts(answer("fine")), exit(code));

    assertThat(outcome instanceof Completed).isEqualTo(code == 0);
    assertThat(outcome instanceof Failed).isEqualTo(code != 0);
  }

  @ParameterizedTest
  @MethodSource("allExitCodes")
  void noCodeWithoutAResultIsSuccess(int code) {
    Failed failed = (Failed) judge(facts(Optional.empty()), exit(code));

    assertThat(failed.failure().message()).contains("exit code " + code + " (" + ExitMeaning.of(code) + ")");
    assertThat(failed.failure().errorCode().code()).isEqualTo(switch (code) {
      case 0, 129, 130, 143 -> "interrupted";
      case 126 -> "cli_not_executable";
      case 127 -> "cli_not_found";
      case 137 -> "killed";
      default -> code > 128 && code < 192 ? "crashed" : "process_failed";
    });
  }

  @ParameterizedTest
  @MethodSource("allExitCodes")
  void noCodeWithAnErrorResultIsSuccess(int code) {
    assertThat(judge(facts(error("api_error", 500)), exit(code))).isInstanceOf(Failed.class);
  }

  @Test
  void processWithoutExitStatusIsLost() {
    ChildExit gone = new ChildExit(OptionalInt.empty(), Optional.empty(), Duration.ZERO, 0, 0);

    assertThat(judge(facts(answer("fine")), gone)).isInstanceOf(Lost.class);
  }

  @ParameterizedTest
  @EnumSource
  void finishedWorkCountsThoughTheEndWasOrdered(EndCause cause) {
    assertThat(judge(facts(answer("fine")), endedBy(0, cause))).isInstanceOf(Completed.class);
  }

  @ParameterizedTest
  @CsvSource({"CANCELLED,", "LEASE_LOST,", "EXECUTOR,", "TIMEOUT,timeout", "SILENCE,silent",
    "OUTPUT_LIMIT,output_limit"})
  void orderedEndIsSaidWithItsCause(EndCause cause, String code) {
    AttemptOutcome outcome = judge(facts(Optional.empty()), endedBy(143, cause));

    if (code == null) {
      assertThat(outcome).isInstanceOf(Cancelled.class);
    } else {
      assertThat(((Failed) outcome).failure().errorCode().code()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "error_max_turns,max_turns,,,max_turns_reached",
    "error_max_budget_usd,budget_exhausted,,,max_cost_reached",
    "error_max_structured_output_retries,,,,structured_output_failed",
    "success,prompt_too_long,400,,prompt_too_long",
    "success,image_error,413,,request_too_large",
    "error_during_execution,aborted_streaming,,,interrupted",
    "success,api_error,400,,invalid_request",
    "success,api_error,401,,authentication_failed",
    "success,api_error,402,,billing_error",
    "success,api_error,403,,authentication_failed",
    "success,api_error,404,,model_not_found",
    "success,api_error,408,,api_error",
    "success,api_error,409,,api_error",
    "success,api_error,413,,request_too_large",
    "success,api_error,500,,server_error",
    "success,api_error,504,,server_error",
    "success,api_error,529,,overloaded",
    "success,api_error,,authentication_failed,authentication_failed",
    "success,api_error,,oauth_org_not_allowed,authentication_failed",
    "success,api_error,,account_on_hold,authentication_failed",
    "success,api_error,,verification_required,authentication_failed",
    "success,api_error,,cloud_credential_error,authentication_failed",
    "success,api_error,,billing_error,billing_error",
    "success,api_error,,model_not_found,model_not_found",
    "success,api_error,,overloaded,overloaded",
    "success,api_error,,invalid_request,invalid_request",
    "success,api_error,,max_output_tokens,max_output_tokens",
    "success,api_error,,server_error,connection_failed",
    "success,api_error,,unknown,api_error",
    "success,api_error,,something_new,api_error",
    "something_new,something_new,,,claude_error"})
  void errorResultIsClassified(String subtype, String reason, Integer status, String error, String code) {
    RunResult result = new RunResult(subtype, true, "words", false, List.of(), optional(status), "",
        reason == null ? "" : reason, 1, Optional.empty(), BigDecimal.ZERO, List.of());
    Optional<ApiFailure> failure = Optional.ofNullable(error)
        .map(name -> new ApiFailure(name, optional(status), "", "words", Optional.empty()));

    Failed failed = (Failed) judge(facts(Optional.of(result), failure, Optional.empty()), exit(1));

    assertThat(failed.failure().errorCode().code()).isEqualTo(code);
    assertThat(failed.failure().message()).endsWith(": words");
  }

  @ParameterizedTest
  @CsvSource({"stream_idle_timeout,stream_idle_timeout", "connection_failed,connection_failed",
    "no_response,api_timeout",
    "model_requires_usage_credits,billing_error", "org_disabled_credential,authentication_failed",
    "message_over_context_limit,prompt_too_long", "something_new,server_error"})
  void finerClassOfTheProgramWins(String kind, String code) {
    RunResult result = new RunResult("success", true, "words", false, List.of(), OptionalInt.of(500), kind, "api_error",
        1, Optional.empty(), BigDecimal.ZERO, List.of());

    assertThat(((Failed) judge(facts(Optional.of(result)), exit(1))).failure().errorCode().code()).isEqualTo(code);
  }

  @Test
  void wordsTellASlowAnswerFromARefusedConnection() {
    ApiFailure failure = new ApiFailure("server_error", OptionalInt.empty(), "", "", Optional.empty());
    RunResult slow = new RunResult("success", true, "Request timed out.", false, List.of(), OptionalInt.empty(), "",
        "api_error", 1, Optional.empty(), BigDecimal.ZERO, List.of());

    Failed failed = (Failed) judge(facts(Optional.of(slow), Optional.of(failure), Optional.empty()), exit(1));

    assertThat(failed.failure().errorCode().code()).isEqualTo("api_timeout");
  }

  @Test
  void rateLimitWithoutAWindowHasNoKnownEnd() {
    Suspended suspended = (Suspended) judge(facts(error("api_error", 429)), exit(1));

    assertThat(suspended.condition().until()).isEmpty();
    assertThat(suspended.closes()).contains(RULES.gate());
  }

  @ParameterizedTest
  @CsvSource({"7200,true", "691200,true", "691201,false", "0,false", "-1,false"})
  void endOfALimitIsBelievedIfItIsInTheNearFuture(long secondsFromNow, boolean believed) {
    Suspended suspended = (Suspended) judge(
        facts(error("api_error", 429), Optional.empty(), Optional.of(window("rejected", secondsFromNow))), exit(1));

    assertThat(suspended.condition().until().isPresent()).isEqualTo(believed);
  }

  @Test
  void windowThatOnlyWarnsDoesNotSetTheEnd() {
    Suspended suspended = (Suspended) judge(
        facts(error("api_error", 429), Optional.empty(), Optional.of(window("allowed_warning", 60))), exit(1));

    assertThat(suspended.condition().until()).isEmpty();
    assertThat(suspended.condition().details().text("limit")).contains("rate");
  }

  @Test
  void limitThatOnlyMoneyEndsIsAFailure() {
    RunResult result = new RunResult("success", true, "You're out of usage credits", false, List.of(),
        OptionalInt.of(429), "model_requires_usage_credits", "api_error", 1, Optional.empty(), BigDecimal.ZERO,
        List.of());

    assertThat(((Failed) judge(facts(Optional.of(result)), exit(1))).failure().errorCode().code())
        .isEqualTo("billing_error");
  }

  @Test
  void usageHoldsTokensCostAndTheChildsResources() {
    AttemptOutcome outcome = judge(facts(answer("fine")), exit(0));

    assertThat(outcome.usage().inputTokens()).isEqualTo(1);
    assertThat(outcome.usage().outputTokens()).isEqualTo(2);
    assertThat(outcome.usage().cacheReadTokens()).isEqualTo(3);
    assertThat(outcome.usage().cacheWriteTokens()).isEqualTo(4);
    assertThat(outcome.usage().costMicrosUsd()).isEqualTo(1_234_568);
    assertThat(outcome.usage().cpuTime()).isEqualTo(Duration.ofSeconds(2));
    assertThat(outcome.usage().peakMemoryBytes()).isEqualTo(99);
  }

  @Test
  void stderrOfASuccessIsNoFailure() {
    assertThat(RunJudge.judge(new RunEnd(facts(answer("fine")), exit(0), "[claude-code:unrecognized_model]", List.of()),
        RULES)).isInstanceOf(Completed.class);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Error: Session ID x is already in use.             | session_in_use
      No conversation found with session ID: x           | session_not_found
      --dangerously-skip-permissions cannot be used with root/sudo privileges | bypass_as_root
      error: unknown option '--frobnicate'               | cli_refused
      """)
  void refusalAtTheStartIsClassifiedByItsWords(String stderr, String code) {
    RunFacts nothing =
        new RunFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), 0,
            Spent.NOTHING, false, new OutputFacts(0, 0, "", List.of()));

    Failed failed = (Failed) RunJudge.judge(new RunEnd(nothing, exit(1), stderr, List.of()), RULES);

    assertThat(failed.failure().errorCode().code()).isEqualTo(code);
    assertThat(failed.failure().message()).contains(stderr);
    assertThat(failed.failure().details().text("stderr")).contains(stderr);
  }

  private static AttemptOutcome judge(RunFacts facts, ChildExit exit) {
    return RunJudge.judge(new RunEnd(facts, exit, "", List.of()), RULES);
  }

  private static RunFacts facts(Optional<RunResult> result) {
    return facts(result, Optional.empty(), Optional.empty());
  }

  private static RunFacts facts(Optional<RunResult> result, Optional<ApiFailure> failure, Optional<RateLimit> limit) {
    Spent spent = new Spent(new TokenCount(1, 2, 3, 4), new BigDecimal("1.2345675"));
    return new RunFacts(Optional.of(INIT), result, failure, limit, List.of(), 1, spent, false,
        new OutputFacts(3, 0, "", List.of()));
  }

  private static Optional<RunResult> answer(String text) {
    return Optional.of(new RunResult("success", false, text, false, List.of(), OptionalInt.empty(), "", "completed", 1,
        Optional.empty(), BigDecimal.ZERO, List.of()));
  }

  private static Optional<RunResult> error(String reason, int status) {
    return Optional.of(new RunResult("success", true, "words", false, List.of(), OptionalInt.of(status), "", reason, 1,
        Optional.empty(), BigDecimal.ZERO, List.of()));
  }

  private static RateLimit window(String status, long secondsFromNow) {
    return new RateLimit(status, "five_hour", Optional.of(NOW.plusSeconds(secondsFromNow)));
  }

  private static ChildExit exit(int code) {
    return new ChildExit(OptionalInt.of(code), Optional.empty(), Duration.ofSeconds(2), 99, 0);
  }

  private static ChildExit endedBy(int code, EndCause cause) {
    return new ChildExit(OptionalInt.of(code), Optional.of(cause), Duration.ZERO, 0, 0);
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
