package dev.claudeworker.dag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.dag.ResultReferences.Reference;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultReferencesTest {

  @Test
  void referencesAreFoundWithAndWithoutBlanks() {
    assertThat(ResultReferences.in("Use {{tasks.fetch_data.result}} and {{ tasks.b-2.result }}, {{tasks.b-2.result}}"))
        .containsExactly(
            new Reference("{{tasks.fetch_data.result}}", Optional.of("fetch_data")),
            new Reference("{{ tasks.b-2.result }}", Optional.of("b-2")),
            new Reference("{{tasks.b-2.result}}", Optional.of("b-2")));
  }

  @Test
  void misspeltOnesAreFoundTooAndOtherBracesAreNotOurs() {
    assertThat(ResultReferences.in("{{tasks.a.results}} {{tasks.}} {{tasks.a}} {{ name }} {tasks.a.result} {{#tasks}}"))
        .containsExactly(
            new Reference("{{tasks.a.results}}", Optional.empty()),
            new Reference("{{tasks.}}", Optional.empty()),
            new Reference("{{tasks.a}}", Optional.empty()));
  }

  @Test
  void resultsAreFilledInOnceAndAsTheyAre() {
    String filled = ResultReferences.fill("<{{tasks.a.result}}|{{ tasks.b.result }}|{{name}}>",
        task -> task.equals("a") ? "$1 \\ {{tasks.b.result}}" : "B");

    assertThat(filled).isEqualTo("<$1 \\ {{tasks.b.result}}|B|{{name}}>");
  }
}
