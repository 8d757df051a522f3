package dev.claudeworker.stub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.Directive.Hang;
import dev.claudeworker.stub.Directive.Reset;
import dev.claudeworker.stub.Directive.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ScriptTest {

  @Test
  void eachReplyIsOneStepWithWhatStandsBeforeIt() {
    Script script = script("[[reset times=1]] [[text a]] [[delay 1]] [[text b]]");

    assertThat(script.steps()).hasSize(2);
    assertThat(script.steps().get(0).reply()).contains(new Text("a"));
    assertThat(script.steps().get(0).faults()).hasSize(1);
    assertThat(script.steps().get(1).faults()).isEmpty();
    assertThat(script.steps().get(1).modifiers()).hasSize(1);
    assertThat(script.step(2)).isEmpty();
  }

  @Test
  void faultsAreMetOneAfterTheOtherByAttempt() {
    Script.Step step = script("[[reset times=2]] [[hang times=1]] [[text a]]").steps().getFirst();

    assertThat(step.faultAt(1)).contains(new Reset());
    assertThat(step.faultAt(2)).contains(new Reset());
    assertThat(step.faultAt(3)).contains(new Hang());
    assertThat(step.faultAt(4)).isEmpty();
  }

  @Test
  void faultWithoutTimesIsMetEveryTime() {
    assertThat(script("[[hang]] [[text a]]").steps().getFirst().faultAt(99)).contains(new Hang());
  }

  @Test
  void faultsAtTheEndStandBeforeTheDefaultReply() {
    Script script = script("[[text a]] [[hang]]");

    assertThat(script.steps()).hasSize(2);
    assertThat(script.steps().get(1).reply()).isEmpty();
  }

  private static Script script(String prompt) {
    return Script.of(DirectiveParser.parse(prompt));
  }
}
