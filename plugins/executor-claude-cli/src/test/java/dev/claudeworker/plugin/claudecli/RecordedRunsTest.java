package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.outcome.JudgingRules;
import dev.claudeworker.plugin.claudecli.outcome.RunEnd;
import dev.claudeworker.plugin.claudecli.outcome.RunJudge;
import dev.claudeworker.plugin.claudecli.stream.EventReader;
import dev.claudeworker.plugin.claudecli.stream.RunFacts;
import dev.claudeworker.plugin.claudecli.stream.RunObserver;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Malformed;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.NotJson;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import dev.claudeworker.spi.task.AttemptOutcome.Failed;
import dev.claudeworker.spi.task.AttemptOutcome.Suspended;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.stub.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real program printed (see {@link dev.claudeworker.plugin.claudecli.testing.RunRecorder}), judged anew. */
class RecordedRunsTest {

  private static final Instant USAGE_LIMIT_END = Instant.ofEpochSecond(4_000_000_000L);
  private static final JudgingRules RULES = new JudgingRules(
      false, GateScope.account("claude-cli", "default"), USAGE_LIMIT_END.minusSeconds(60), Duration.ofDays(8));

  @ParameterizedTest
  @CsvSource({
    "answer,hello,1,0", "thinking,stub answer,1,0", "tool,done,2,0", "denied,done,2,1", "refusal,after all,2,0",
    "recovered,fine,1,0", "fallback-model,fine,1,0", "mcp-failed,without it,1,0", "background,second,3,0"})
  void successIsRecognised(String name, String text, int turns, int denied) throws Exception {
    Completed completed = (Completed) judge(name);

    assertThat(completed.result().text()).isEqualTo(text);
    assertThat(completed.result().deniedToolCalls()).isEqualTo(denied);
    assertThat(completed.usage().turns()).isEqualTo(turns);
    assertThat(completed.usage().inputTokens()).isPositive();
    assertThat(completed.usage().costMicrosUsd()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "max-turns,max_turns_reached", "max-cost,max_cost_reached", "prompt-too-long,prompt_too_long",
    "reset,connection_failed", "refused-connection,connection_failed", "api-timeout,api_timeout",
    "overloaded-midstream,overloaded", "not-logged-in,authentication_failed", "sigint,interrupted",
    "sigterm,interrupted", "sigkill,killed", "bypass-as-root,bypass_as_root", "error-400,invalid_request",
    "error-401,authentication_failed", "error-402,billing_error", "error-403,authentication_failed",
    "error-404,model_not_found", "error-408,api_error", "error-413,request_too_large", "error-500,server_error",
    "error-529,overloaded"})
  void failureIsClassified(String name, String code) throws Exception {
    Failed failed = (Failed) judge(name);

    assertThat(failed.failure().errorCode().code()).isEqualTo(code);
    assertThat(failed.failure().message().length()).isBetween(20, 1200);
  }

  @Test
  void rateLimitIsSuspended() throws Exception {
    assertThat(((Suspended) judge("error-429")).condition().until()).isEmpty();
  }

  @Test
  void usageLimitIsSuspendedUntilItsEnd() throws Exception {
    Suspended suspended = (Suspended) judge("usage-limit");

    assertThat(suspended.condition().until()).contains(USAGE_LIMIT_END);
    assertThat(suspended.condition().details().text("window")).contains("seven_day");
  }

  @ParameterizedTest
  @CsvSource({"answer", "tool", "denied", "background", "refusal", "fallback-model", "usage-limit", "max-cost"})
  void everyLineIsUnderstood(String name) throws Exception {
    List<StreamEvent> events = new ArrayList<>();
    try (InputStream in = open(name)) {
      EventReader reader = new EventReader(in, 1 << 20);
      for (Optional<StreamEvent> next = reader.next(); next.isPresent(); next = reader.next()) {
        events.add(next.get());
      }
    }

    assertThat(events).hasSizeGreaterThan(4).noneMatch(event -> event instanceof Malformed || event instanceof NotJson);
  }

  private static AttemptOutcome judge(String name) throws IOException {
    Map<?, ?> header = header(name);
    ChildExit exit = new ChildExit(
        OptionalInt.of(((Long) header.get("exit_code")).intValue()), Optional.empty(), Duration.ZERO, 0, 0);
    return RunJudge.judge(new RunEnd(facts(name), exit, (String) header.get("stderr"), List.of()), RULES);
  }

  private static RunFacts facts(String name) throws IOException {
    RunObserver observer = new RunObserver(true);
    try (InputStream in = open(name)) {
      EventReader reader = new EventReader(in, 1 << 20);
      for (Optional<StreamEvent> next = reader.next(); next.isPresent(); next = reader.next()) {
        observer.observe(next.get());
      }
    }
    return observer.facts();
  }

  private static Map<?, ?> header(String name) throws IOException {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
      return (Map<?, ?>) JsonReader.read(lines.readLine());
    }
  }

  private static InputStream open(String name) {
    return RecordedRunsTest.class.getResourceAsStream("/recorded/" + name + ".jsonl");
  }
}
