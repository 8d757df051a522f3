package dev.claudeworker.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.torture.history.Line;
import dev.claudeworker.torture.history.Line.Cancelled;
import dev.claudeworker.torture.history.Line.Ended;
import dev.claudeworker.torture.history.Line.Fault;
import dev.claudeworker.torture.history.Line.Overlap;
import dev.claudeworker.torture.history.Line.Retrying;
import dev.claudeworker.torture.history.Line.Seen;
import dev.claudeworker.torture.history.Line.Silent;
import dev.claudeworker.torture.history.Line.Started;
import dev.claudeworker.torture.history.Line.Submitted;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories that are made up: good ones, and one for every way in which a promise can be broken. */
class CheckerTest {

  private static final Line SUBMITTED = new Submitted("t", 1);
  private static final Line STARTED = new Started("t", "a1");
  private static final Line SUCCEEDED = new Ended("t", "a1", 0);
  private static final Line FAILED = new Ended("t", "a1", 1);
  private static final Line STARTED_AGAIN = new Started("t", "a2");
  private static final Line SUCCEEDED_AGAIN = new Ended("t", "a2", 0);
  private static final Line KILL = new Fault("kill", false);
  private static final Line MACHINE_LOST = new Fault("machine", true);

  static List<Arguments> good() {
    return List.of(
        history("one run", task("completed", "a1"), SUBMITTED, STARTED, SUCCEEDED, new Seen("t", "completed")),
        history("server killed meanwhile", task("completed", "a1"), SUBMITTED, STARTED, KILL, SUCCEEDED),
        history("failed and tried again", task("completed", "a2"), SUBMITTED, STARTED, FAILED, STARTED_AGAIN,
            SUCCEEDED_AGAIN),
        history("attempt lost with the machine", task("completed", "a2"), SUBMITTED, STARTED, MACHINE_LOST,
            STARTED_AGAIN, SUCCEEDED_AGAIN),
        history("succeeded, but the machine went down before that was recorded", task("completed", "a2"), SUBMITTED,
            STARTED, SUCCEEDED, MACHINE_LOST, STARTED_AGAIN, SUCCEEDED_AGAIN),
        history("done and never acknowledged", task("completed", "a1"), STARTED, SUCCEEDED),
        history("cancelled before it started", task("cancelled", ""), SUBMITTED, new Cancelled("t", "cancelled")),
        history("cancelled just as its child began", task("cancelled", ""), SUBMITTED, new Cancelled("t", "running"),
            STARTED),
        history("cancelled and tried again", task("completed", "a1"), SUBMITTED, new Cancelled("t", "cancelled"),
            new Seen("t", "cancelled"), new Retrying("t"), STARTED, SUCCEEDED),
        history("a retry that was asked for and never answered", task("failed", ""), SUBMITTED, STARTED, FAILED,
            new Seen("t", "failed"), new Retrying("t")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void historyInWhichAllIsKeptHasNoViolation(String name, List<Line> history, List<FinalTask> tasks) {
    assertThat(Checker.check(history, tasks)).isEmpty();
  }

  static List<Arguments> broken() {
    return List.of(
        violation(Promise.KEPT, List.of(), SUBMITTED),
        violation(Promise.KEPT, List.of(new FinalTask("t", 2, "cancelled", "", List.of())), SUBMITTED),
        violation(Promise.KEPT, List.of(task("completed", "a1"), new FinalTask("t", 2, "cancelled", "", List.of())),
            SUBMITTED, STARTED, SUCCEEDED),
        violation(Promise.ONE_AT_A_TIME, List.of(task("completed", "a1")), SUBMITTED, STARTED,
            new Overlap("t", "a2", "77"), SUCCEEDED),
        violation(Promise.SURVIVES, List.of(task("completed", "a2")), SUBMITTED, STARTED, KILL, STARTED_AGAIN,
            SUCCEEDED_AGAIN),
        violation(Promise.SURVIVES, List.of(task("completed", "a1")), SUBMITTED, STARTED, SUCCEEDED, KILL,
            STARTED_AGAIN, SUCCEEDED_AGAIN),
        violation(Promise.SURVIVES, List.of(task("completed", "half of it")), SUBMITTED, STARTED, SUCCEEDED),
        violation(Promise.ENDS, List.of(task("waiting", "")), SUBMITTED),
        violation(Promise.FINAL, List.of(task("completed", "a1")), SUBMITTED, STARTED, new Seen("t", "failed"),
            SUCCEEDED),
        violation(Promise.FINAL, List.of(task("completed", "a1")), SUBMITTED, STARTED, new Seen("t", "failed"),
            new Seen("t", "completed"), SUCCEEDED),
        violation(Promise.ORDER, List.of(new FinalTask("t", 1, "completed", "a1", List.of("u"))), SUBMITTED, STARTED,
            new Ended("u", "b", 0), SUCCEEDED),
        violation(Promise.ORDER, List.of(new FinalTask("t", 1, "completed", "a1", List.of("u"))),
            new Ended("u", "b", 1), SUBMITTED, STARTED, SUCCEEDED),
        violation(Promise.CANCELLED, List.of(task("cancelled", "")), SUBMITTED, new Cancelled("t", "cancelled"),
            STARTED),
        violation(Promise.CANCELLED, List.of(task("cancelled", "")), SUBMITTED, STARTED,
            new Cancelled("t", "running"), FAILED, STARTED_AGAIN),
        violation(Promise.CANCELLED, List.of(task("cancelled", "")), SUBMITTED, new Cancelled("t", "running"), STARTED,
            FAILED, STARTED_AGAIN),
        violation(Promise.REASON, List.of(task("completed", "a1")), SUBMITTED, new Silent("t", "waiting"), STARTED,
            SUCCEEDED));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenPromiseIsFound(Promise promise, List<FinalTask> tasks, List<Line> history) {
    assertThat(Checker.check(history, tasks)).extracting(Violation::promise).containsOnly(promise);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void everyLineIsReadBackAsItWasWritten(Promise promise, List<FinalTask> tasks, List<Line> history) {
    assertThat(history.stream().map(Line::print).map(text -> Line.parse(text.stripTrailing()))).isEqualTo(history);
  }

  @ParameterizedTest
  @MethodSource("completedWithoutARun")
  void completedTaskThatNeverRanIsFound(List<Line> history) {
    assertThat(Checker.check(history, List.of(task("completed", "a1")))).extracting(Violation::promise)
        .contains(Promise.ENDS);
  }

  static Stream<List<Line>> completedWithoutARun() {
    return Stream.of(List.of(SUBMITTED), List.of(SUBMITTED, STARTED), List.of(SUBMITTED, STARTED, FAILED));
  }

  private static FinalTask task(String status, String summary) {
    return new FinalTask("t", 1, status, summary, List.of());
  }

  private static Arguments history(String name, FinalTask task, Line... lines) {
    return Arguments.of(name, Arrays.asList(lines), List.of(task));
  }

  private static Arguments violation(Promise promise, List<FinalTask> tasks, Line... lines) {
    return Arguments.of(promise, tasks, Arrays.asList(lines));
  }
}
