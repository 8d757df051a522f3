package dev.claudeworker.plugin.claudecli.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.stream.RunResult.Spent;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Assistant;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Ended;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Malformed;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.NotJson;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.PermissionDenied;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Tokens;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RunObserverTest {

  private final RunObserver observer = new RunObserver(true);

  @Test
  void partsOfOneAnswerAreOneTurn() {
    observer.observe(answer("m1", tokens(100, 1)));
    observer.observe(answer("m1", tokens(100, 1)));
    observer.observe(answer("m2", tokens(120, 1)));

    assertThat(observer.turns()).isEqualTo(2);
    assertThat(observer.spent().tokens()).isEqualTo(tokens(220, 2));
  }

  @Test
  void tokensOfTheStreamAreCountedOnce() {
    observer.observe(new Tokens("m1", tokens(100, 1)));
    observer.observe(answer("m1", tokens(100, 1)));
    observer.observe(new Tokens("", tokens(0, 40)));
    observer.observe(new Tokens("m2", tokens(150, 1)));

    assertThat(observer.spent().tokens()).isEqualTo(tokens(250, 41));
  }

  @Test
  void answersOfSubagentsAreNoTurns() {
    observer.observe(new Assistant("m1", true, List.of(), tokens(5, 5), Optional.empty(), false));

    assertThat(observer.turns()).isZero();
    assertThat(observer.spent().tokens()).isEqualTo(tokens(5, 5));
  }

  @Test
  void countOfTheProgramReplacesOurs() {
    observer.observe(answer("m1", tokens(100, 1)));
    observer.observe(result("one", spent(tokens(100, 30), "0.5"), "0.5"));

    assertThat(observer.spent()).isEqualTo(spent(tokens(100, 30), "0.5"));
  }

  @Test
  void severalResultsAddUpAndTheLastOneCounts() {
    observer.observe(result("one", spent(tokens(100, 30), "0.5"), "0.5"));
    observer.observe(answer("m2", tokens(7, 1)));
    observer.observe(result("two", spent(tokens(50, 20), "0.25"), "0.75"));

    RunFacts facts = observer.facts();
    assertThat(facts.result().orElseThrow().text()).isEqualTo("two");
    assertThat(facts.spent()).isEqualTo(spent(tokens(150, 50), "0.75"));
  }

  @Test
  void totalCostCountsOnlyWhereTheSessionBeginsWithTheRun() {
    RunObserver resumed = new RunObserver(false);
    for (RunObserver each : List.of(observer, resumed)) {
      each.observe(answer("m1", tokens(100, 9)));
      each.observe(result("one", Optional.empty(), "0.75"));
    }

    assertThat(observer.spent()).isEqualTo(new Spent(tokens(100, 9), new BigDecimal("0.75")));
    assertThat(resumed.spent()).isEqualTo(new Spent(tokens(100, 9), BigDecimal.ZERO));
  }

  @Test
  void answerAfterAFailureForgetsTheFailure() {
    ApiFailure failure = new ApiFailure("server_error", OptionalInt.of(500), "", "x", Optional.empty());
    observer.observe(new Assistant("m1", false, List.of(), TokenCount.NONE, Optional.of(failure), false));
    assertThat(observer.facts().failure()).contains(failure);

    observer.observe(answer("m2", tokens(1, 1)));
    assertThat(observer.facts().failure()).isEmpty();
    assertThat(observer.turns()).isEqualTo(1);
  }

  @Test
  void deniedCallsAreCountedOnceThoughTheyAreReportedTwice() {
    observer.observe(new PermissionDenied("Bash", "no"));
    observer.observe(new PermissionDenied("Write", "no"));
    observer.observe(new Ended(new RunResult("success", false, "x", false, List.of(), OptionalInt.empty(), "",
        "completed", 1, Optional.empty(), BigDecimal.ZERO, List.of("Bash", "Write"))));

    assertThat(observer.facts().deniedTools()).containsExactly("Bash", "Write");
  }

  @Test
  void oddLinesAreCountedAndTheFirstIsKept() {
    observer.observe(new NotJson("first", 5));
    observer.observe(new NotJson("second", 6));
    for (int i = 0; i < 100; i++) {
      observer.observe(new Malformed("result", "is_error"));
    }

    RunFacts.OutputFacts output = observer.facts().output();
    assertThat(output.lines()).isEqualTo(102);
    assertThat(output.notJson()).isEqualTo(2);
    assertThat(output.firstNotJson()).isEqualTo("first");
    assertThat(output.malformed()).hasSize(5);
  }

  private static Assistant answer(String id, TokenCount tokens) {
    return new Assistant(id, false, List.of(), tokens, Optional.empty(), false);
  }

  private static Ended result(String text, Spent used, String total) {
    return result(text, Optional.of(used), total);
  }

  private static Ended result(String text, Optional<Spent> used, String total) {
    return new Ended(new RunResult("success", false, text, false, List.of(), OptionalInt.empty(), "", "completed", 1,
        used, new BigDecimal(total), List.of()));
  }

  private static Spent spent(TokenCount tokens, String cost) {
    return new Spent(tokens, new BigDecimal(cost));
  }

  private static TokenCount tokens(long input, long output) {
    return new TokenCount(input, output, 0, 0);
  }
}
