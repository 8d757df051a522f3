package dev.claudeworker.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.task.TaskId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FamilyRuleTest {

  private static final FamilyLimits LIMITS = new FamilyLimits(true, 5, 2);

  private static FamilyFacts facts(int depth, int children) {
    return new FamilyFacts(new TaskId(7), false, depth, children, Optional.empty());
  }

  private static FamilyFacts money(String left) {
    return new FamilyFacts(new TaskId(7), false, 0, 0, Optional.of(new BigDecimal(left)));
  }

  private static List<Optional<BigDecimal>> unsaid(int count) {
    return Stream.generate(Optional::<BigDecimal>empty).limit(count).toList();
  }

  private static List<Optional<BigDecimal>> costs(String... each) {
    return Arrays.stream(each).map(cost -> Optional.of(new BigDecimal(cost))).toList();
  }

  private static void refused(
      ErrorCode code, String because, String instead, FamilyFacts facts, List<Optional<BigDecimal>> costs) {
    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> FamilyRule.check(facts, costs, LIMITS))
        .withMessageContaining(because)
        .satisfies(refusal -> assertThat(refusal.errorCode()).isEqualTo(code))
        .satisfies(refusal -> assertThat(refusal.suggestion()).contains(instead));
  }

  private static void allowed(FamilyFacts facts, List<Optional<BigDecimal>> costs) {
    assertThatCode(() -> FamilyRule.check(facts, costs, LIMITS)).doesNotThrowAnyException();
  }

  @Test
  void theLastFreePlaceIsGivenAndNoMore() {
    allowed(facts(0, 4), unsaid(1));
    allowed(facts(0, 0), unsaid(5));
    refused(FamilyRule.NUMBER, "tools.max_children", "at most 1", facts(0, 4), unsaid(2));
    refused(FamilyRule.NUMBER, "has created 5", "yourself", facts(0, 5), unsaid(1));
  }

  @Test
  void theDeepestGenerationCreatesNothing() {
    allowed(facts(1, 0), unsaid(1));
    refused(FamilyRule.DEPTH, "no deeper than 2 (tools.max_depth)", "yourself", facts(2, 0), unsaid(1));
  }

  @Test
  void moneyIsSharedToTheCent() {
    allowed(money("1.00"), costs("0.40", "0.60"));
    refused(FamilyRule.COST, "1 USD left", "Lower", money("1.00"), costs("0.40", "0.61"));
    refused(FamilyRule.COST, "0 USD left", "yourself", money("-0.2"), costs("0.01"));
    refused(FamilyRule.COST_UNSAID, "needs max_cost_usd", "at most 1", money("1.00"), unsaid(1));
  }

  @Test
  void aTaskThatIsToEndBeginsNothing() {
    refused(FamilyRule.ENDING, "asked to end", "nothing new",
        new FamilyFacts(new TaskId(7), true, 0, 0, Optional.empty()), unsaid(1));
  }
}
