package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import dev.claudeworker.spi.task.AttemptOutcome.Suspended;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real program against the stub: a person is asked for what nobody has allowed. */
class AskIT extends RigTest {

  private static final String FETCH = "[[tool Bash {\"command\":\"curl -s http://127.0.0.1:9\"}]]";

  @BeforeEach
  void ask() {
    rig.option("on_denied", "ask");
  }

  @Test
  void aCallThatNobodyAllowedMakesTheTaskWait() throws Exception {
    Suspended suspended = suspended(rig.run(FETCH + " [[text without asking]]"));

    assertThat(suspended.condition().code()).isEqualTo(WaitReason.APPROVAL);
    assertThat(suspended.condition().until()).isEmpty();
    assertThat(suspended.closes()).isEmpty();
    assertThat(question(suspended)).contains("Bash curl -s http://127.0.0.1:9").contains("Yes allows");
    assertThat(rig.stub().requests()).as("the model is not asked to go on without").hasSize(1);
  }

  @Test
  void aYesLetsTheSameCallThroughInTheSameSession() throws Exception {
    String prompt = FETCH + " " + FETCH + " [[text done]]";
    suspended(rig.run(prompt));
    String session = rig.lastAttempt().resumeReference();

    Completed completed = completed(answered(prompt, "yes"));

    assertThat(completed.result().deniedToolCalls()).isZero();
    assertThat(rig.lastAttempt().processSpec().command()).containsSequence("--resume", session);
    assertThat(rig.lastAttempt().processSpec().stdin()).contains("A person has allowed it");
  }

  /** The program suggests no rule for this one: the call itself is what is allowed. */
  @Test
  void aYesToOneCallAllowsNoOther() throws Exception {
    Path made = rig.work().resolve("../made");
    String odd = "[[tool Bash {\"command\":\"touch " + made + " && echo (\"}]]";
    String other = "[[tool Bash {\"command\":\"touch " + made + "2 && echo (\"}]]";
    String prompt = odd + " " + odd + " " + other + " [[text done]]";
    suspended(rig.run(prompt));

    Suspended again = suspended(answered(prompt, "Yes"));

    assertThat(question(again)).contains(made + "2").contains("exactly that");
  }

  @Test
  void whatWasAllowedStaysAllowedInLaterAttempts() throws Exception {
    String prompt = FETCH + " " + FETCH + " [[text one]]";
    suspended(rig.run(prompt));
    completed(answered(prompt, "yes"));

    Completed third = completed(rig.start(FETCH + " [[text two]]").outcome().get());

    assertThat(third.result().deniedToolCalls()).isZero();
  }

  @Test
  void aNoLetsTheTaskGoOnWithoutIt() throws Exception {
    String prompt = FETCH + " [[text without it]]";
    suspended(rig.run(prompt));

    Completed completed = completed(answered(prompt, "no"));

    assertThat(completed.result().text()).isEqualTo("without it");
    assertThat(rig.lastAttempt().processSpec().stdin()).contains("did not allow");
  }

  @Test
  void anyOtherAnswerAllowsNothingAndReachesTheModel() throws Exception {
    String prompt = FETCH + " " + FETCH + " [[text end]]";
    suspended(rig.run(prompt));

    suspended(answered(prompt, "use the copy in /srv/mirror"));

    assertThat(rig.lastAttempt().processSpec().stdin()).contains("did not allow", "use the copy in /srv/mirror");
  }

  @Test
  void aDirectoryThatTheProgramSuggestsIsAllowedWithTheCall() throws Exception {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    String write = "[[tool Write {\"file_path\":\"" + outside.resolve("a.txt") + "\",\"content\":\"x\"}]]";
    String more = "[[tool Write {\"file_path\":\"" + outside.resolve("b.txt") + "\",\"content\":\"y\"}]]";
    String prompt = write + " " + write + " " + more + " [[text done]]";

    assertThat(question(suspended(rig.run(prompt)))).contains("changes in " + outside);
    completed(answered(prompt, "yes"));

    assertThat(outside.resolve("a.txt")).hasContent("x");
    assertThat(outside.resolve("b.txt")).hasContent("y");
  }

  @Test
  void aRuleThatForbidsIsNotAskedAbout() throws Exception {
    rig.option("disallowed_tools", List.of("Bash(curl:*)"));

    assertThat(completed(rig.run(FETCH + " [[text done]]")).result().deniedToolCalls()).isEqualTo(1);
  }

  @Test
  void nothingIsLeftOfTheRunButWhatWasAskedAndAllowed() throws Exception {
    suspended(rig.run(FETCH));

    Path attempt = rig.lastAttempt().directory();
    assertThat(attempt.resolve("permission")).doesNotExist();
    assertThat(Files.readString(attempt.resolve("permissions.json"))).contains("curl -s");
  }

  private AttemptOutcome answered(String prompt, String text) throws Exception {
    var continuation = new Continuation(rig.lastAttempt().resumeReference(), Optional.of(text));
    return rig.start(prompt, Optional.of(continuation), Usage.NONE).outcome().get();
  }

  private static String question(Suspended suspended) {
    return suspended.condition().details().text("question").orElse("");
  }
}
