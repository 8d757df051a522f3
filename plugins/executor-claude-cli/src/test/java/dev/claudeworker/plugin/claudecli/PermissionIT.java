package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import dev.claudeworker.spi.task.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real program against the stub: what tools may do. */
class PermissionIT extends RigTest {

  private static final String FETCH = "[[tool Bash {\"command\":\"curl -s http://127.0.0.1:9\"}]] [[text done]]";

  @Test
  void deniedCallsOfASuccessAreCounted() throws Exception {
    Completed completed = completed(rig.run(FETCH));

    assertThat(completed.result().deniedToolCalls()).isEqualTo(1);
    assertThat(completed.result().details().get("denied_tools")).contains(JsonArray.ofTexts(List.of("Bash")));
    assertThat(rig.lastAttempt().summaryLines()).anyMatch(line -> line.startsWith("[denied] Bash"));
  }

  @Test
  void deniedCallsAreAFailureWhereTheTaskSaysSo() throws Exception {
    rig.option("on_denied", "fail");

    Failure failure = failure(rig.run(FETCH));

    assertThat(failure.errorCode().code()).isEqualTo("permission_denied");
    assertThat(failure.message()).contains("1 (Bash)");
    assertThat(failure.suggestion()).contains("--allow");
  }

  @Test
  void allowedRuleLetsTheCallThrough() throws Exception {
    rig.option("allowed_tools", List.of("Bash(curl:*)"));

    assertThat(completed(rig.run(FETCH)).result().deniedToolCalls()).isZero();
  }

  @Test
  void disallowedRuleWins() throws Exception {
    rig.option("allowed_tools", List.of("Bash")).option("disallowed_tools", List.of("Bash(curl:*)"));

    assertThat(completed(rig.run(FETCH)).result().deniedToolCalls()).isEqualTo(1);
  }

  @Test
  void editsAreAcceptedByDefault() throws Exception {
    Completed completed = completed(rig.run("[[tool Write {\"file_path\":\"" + rig.work().resolve("made.txt")
        + "\",\"content\":\"x\"}]] [[text done]]"));

    assertThat(completed.result().deniedToolCalls()).isZero();
    assertThat(rig.work().resolve("made.txt")).hasContent("x");
  }
}
