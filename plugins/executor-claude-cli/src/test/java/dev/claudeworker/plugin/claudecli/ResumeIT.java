package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.testing.ClaudeRig.Started;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.stub.LoggedRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The real program against the stub: going on with a session. */
class ResumeIT extends RigTest {

  @Test
  void killedRunGoesOnInTheSameSession() throws Exception {
    String prompt = "[[tool Bash {\"command\":\"echo one >> f.txt\"}]] [[hang times=1]] [[text resumed fine]]";
    Started first = rig.start(prompt);
    assertThat(rig.stub().awaitRequest(request -> request.number() == 2, Duration.ofSeconds(30))).isPresent();
    first.attempt().child().signal("KILL");
    assertThat(failure(first.outcome().get()).errorCode().code()).isEqualTo("killed");
    String session = first.attempt().resumeReference();

    Completed second = completed(resume(prompt, session, Optional.empty()));

    assertThat(second.result().text()).isEqualTo("resumed fine");
    assertThat(rig.lastAttempt().processSpec().command()).containsSequence("--resume", session);
    assertThat(rig.lastAttempt().processSpec().stdin()).startsWith("Continue where you left off");
    assertThat(rig.stub().requests()).extracting(LoggedRequest::session).containsOnly(session);
  }

  @Test
  void sessionThatWasNeverBegunStartsWithTheWholePrompt() throws Exception {
    String session = UUID.randomUUID().toString();

    Completed completed = completed(resume("[[text begun]]", session, Optional.of("and be quick")));

    assertThat(completed.result().text()).isEqualTo("begun");
    assertThat(rig.lastAttempt().processSpec().command()).containsSequence("--session-id", session);
    assertThat(rig.lastAttempt().processSpec().stdin()).isEqualTo("[[text begun]]\n\nand be quick");
  }

  @Test
  void textOfAPersonIsThePromptOfAResumedSession() throws Exception {
    completed(rig.run("[[text one]]"));

    Completed second = completed(resume("[[text one]]", rig.lastAttempt().resumeReference(),
        Optional.of("now this [[text two]]")));

    assertThat(second.result().text()).isEqualTo("two");
  }

  @Test
  void costOfAResumedRunIsItsOwn() throws Exception {
    String prompt = "[[usage input_tokens=100000 output_tokens=1000]] [[text one]]";
    long first = completed(rig.run(prompt)).usage().costMicrosUsd();

    Completed second = completed(resume(prompt, rig.lastAttempt().resumeReference(),
        Optional.of("[[usage input_tokens=100000 output_tokens=1000]] [[text two]]")));

    assertThat(second.usage().costMicrosUsd()).isEqualTo(first);
    assertThat(second.usage().inputTokens()).isEqualTo(100_000);
  }

  @Test
  void moneySpentEarlierIsTakenOffTheLimit() throws Exception {
    rig.task().maxCostUsd(new BigDecimal("1"));
    Usage spent = new Usage(0, 0, 0, 0, 1, 400_000, Duration.ZERO, 0);

    completed(rig.start("[[text hello]]", Optional.empty(), spent).outcome().get());

    assertThat(rig.lastAttempt().processSpec().command()).containsSequence("--max-budget-usd", "0.600000");
  }

  @Test
  void taskWithoutMoneyLeftDoesNotStart() throws Exception {
    rig.task().maxCostUsd(new BigDecimal("0.4"));
    Usage spent = new Usage(0, 0, 0, 0, 1, 400_000, Duration.ZERO, 0);

    assertThat(failure(rig.start("[[text hello]]", Optional.empty(), spent).outcome().get()).errorCode().code())
        .isEqualTo("max_cost_reached");
    assertThat(rig.stub().requests()).isEmpty();
  }

  private AttemptOutcome resume(String prompt, String session, Optional<String> text)
      throws Exception {
    return rig.start(prompt, Optional.of(new Continuation(session, text)), Usage.NONE).outcome().get();
  }
}
