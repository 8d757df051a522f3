package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.testing.ClaudeRig.Started;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real program against the stub: commands that it leaves running behind an answer. */
class BackgroundIT extends RigTest {

  private static final String PROMPT = "[[usage input_tokens=1000 output_tokens=10]]"
      + " [[tool Bash {\"command\":\"for i in 1 2 3; do sleep 0.3; done; echo ready\",\"run_in_background\":true}]]"
      + " [[usage input_tokens=1000 output_tokens=10]] [[text first answer]]"
      + " [[usage input_tokens=1000 output_tokens=10]] [[text second answer]]";

  @Test
  void lastOfSeveralResultsCountsAndTheirCostsAddUp() throws Exception {
    rig.config("background_tasks", "true").option("allowed_tools", List.of("Bash"));

    Completed completed = completed(rig.run(PROMPT));

    assertThat(rig.lastAttempt().summaryLines().stream().filter(line -> line.startsWith("result: "))).hasSize(2);
    assertThat(completed.result().text()).isEqualTo("second answer");
    assertThat(completed.usage().turns()).isEqualTo(3);
    assertThat(completed.usage().inputTokens()).isEqualTo(3000);
  }

  @Test
  void withoutBackgroundTasksThereIsOneResult() throws Exception {
    rig.option("allowed_tools", List.of("Bash"));

    Started run = rig.start(PROMPT);

    assertThat(completed(run.outcome().get()).result().text()).isEqualTo("first answer");
    assertThat(run.attempt().detailLines()).anyMatch(line -> line.contains("run_in_background"));
  }
}
