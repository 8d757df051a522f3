package dev.claudeworker.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  private static final List<String> FIELDS =
      List.of("execution_prompt", "depends_on", "initial_delay", "max_turns", "max_cost");

  @Test
  void suggestsWhatIsAFewLettersAway() {
    assertThat(NearestName.suggestion("depend_on", FIELDS)).contains("depends_on");
    assertThat(NearestName.suggestion("max_trusn", FIELDS)).contains("max_turns");
  }

  @Test
  void suggestsTheOnlyNameWithTheWord() {
    assertThat(NearestName.suggestion("prompt", FIELDS)).contains("execution_prompt");
    assertThat(NearestName.suggestion("delay", FIELDS)).contains("initial_delay");
  }

  @Test
  void suggestsNothingWhereSeveralHaveTheWordOrNone() {
    assertThat(NearestName.suggestion("max", FIELDS)).isEmpty();
    assertThat(NearestName.suggestion("colour", FIELDS)).isEmpty();
    assertThat(NearestName.suggestion("x".repeat(101), FIELDS)).isEmpty();
  }
}
