package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.testing.TestAttempt;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import dev.claudeworker.stub.LoggedRequest;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real program against the stub: what goes well. */
class SuccessIT extends RigTest {

  @Test
  void answerIsTheResult() throws Exception {
    Completed completed = completed(rig.run("say hello [[usage input_tokens=1000 output_tokens=50]] [[text hello]]"));

    assertThat(completed.result().text()).isEqualTo("hello");
    assertThat(completed.result().deniedToolCalls()).isZero();
    assertThat(completed.result().details().get("exit_code")).contains(JsonNumber.of(0));
    assertThat(completed.usage().inputTokens()).isEqualTo(1000);
    assertThat(completed.usage().outputTokens()).isEqualTo(50);
    assertThat(completed.usage().turns()).isEqualTo(1);
    assertThat(completed.usage().costMicrosUsd()).isPositive();
  }

  @Test
  void sessionIsTheAttemptAndIsSavedBeforeTheChildStarts() throws Exception {
    rig.run("[[text hello]]");

    TestAttempt attempt = rig.lastAttempt();
    assertThat(attempt.resumeReference()).isEqualTo(attempt.attemptId().toString());
    assertThat(rig.stub().requests()).extracting(LoggedRequest::session).containsOnly(attempt.resumeReference());
  }

  @Test
  void toolsRunAndShowAsLastAction() throws Exception {
    Completed completed = completed(rig.run(
        "[[tool Bash {\"command\":\"echo one > f.txt && cat f.txt\"}]] [[text done]]"));

    assertThat(completed.result().text()).isEqualTo("done");
    assertThat(completed.usage().turns()).isEqualTo(2);
    assertThat(Files.readString(rig.work().resolve("f.txt"))).isEqualTo("one\n");
    assertThat(rig.lastAttempt().progressReports()).extracting(report -> report.lastAction())
        .contains("[tool:bash] echo one > f.txt && cat f.txt", "[tool:result:success]", "[text] done");
    assertThat(rig.lastAttempt().summaryLines())
        .contains("[tool:bash] echo one > f.txt && cat f.txt", "[text] done");
  }

  @Test
  void promptTravelsByStdinAndMayBeginWithDashes() throws Exception {
    Completed completed = completed(rig.run("--help [[text fine]]"));

    assertThat(completed.result().text()).isEqualTo("fine");
    assertThat(rig.lastAttempt().processSpec().command()).noneMatch(argument -> argument.contains("[[text"));
  }

  @Test
  void modelAndSystemPromptReachTheApi() throws Exception {
    rig.task().model("claude-opus-5-5").systemPrompt("Answer like a pirate.");
    completed(rig.run("[[text arr]]"));

    LoggedRequest request = rig.stub().requests().getFirst();
    assertThat(request.model()).isEqualTo("claude-opus-5-5");
    assertThat(request.systemPrompt()).contains("Answer like a pirate.");
    assertThat(rig.lastAttempt().processSpec().command()).doesNotContain("Answer like a pirate.");
  }

  @Test
  void modelIsSonnetWhenTheTaskNamesNone() throws Exception {
    completed(rig.run("[[text hello]]"));

    assertThat(rig.stub().requests().getFirst().model()).contains("sonnet");
  }

  @Test
  void filesOfTheAttemptAreGoneAfterwards() throws Exception {
    rig.task().systemPrompt("secret wishes");
    completed(rig.run("[[text hello]]"));

    assertThat(rig.lastAttempt().directory()).isDirectoryNotContaining(
        file -> List.of("tmp", "mcp.json", "system-prompt.txt").contains(file.getFileName().toString()));
  }

  @Test
  void longAnswerIsShortenedAndSaysSo() throws Exception {
    rig.config("max_text", "4KB");
    Completed completed = completed(rig.run("[[huge 20000000]]"));

    assertThat(completed.result().text()).startsWith("0123456789abcdef").hasSizeBetween(4000, 4096);
    assertThat(completed.result().details().get("text_shortened")).contains(new JsonBoolean(true));
  }

  @Test
  void taskLimitOfCostIsWhatIsLeftOfIt() throws Exception {
    rig.task().maxCostUsd(new BigDecimal("2.5"));
    completed(rig.run("[[text hello]]"));

    assertThat(rig.lastAttempt().processSpec().command()).containsSequence("--max-budget-usd", "2.500000");
  }
}
