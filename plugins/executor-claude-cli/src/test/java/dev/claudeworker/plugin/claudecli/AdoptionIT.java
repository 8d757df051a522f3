package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.plugin.claudecli.testing.ClaudeRig.Started;
import dev.claudeworker.plugin.claudecli.testing.TestAttempt;
import dev.claudeworker.spi.task.AttemptOutcome.Completed;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.stub.LoggedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The real program against the stub: a run that outlives the one who began it. */
class AdoptionIT extends RigTest {

  @Test
  void interruptLeavesTheChildAloneAndAnAdoptionBringsItsResult() throws Exception {
    TestAttempt attempt = rig.prepare("[[tool Bash {\"command\":\"echo one\"}]] [[delay 2]] [[text done]]");
    CountDownLatch ended = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread first = Thread.startVirtualThread(() -> {
      try {
        rig.executor().execute(attempt);
      } catch (Throwable e) {
        thrown.set(e);
      } finally {
        ended.countDown();
      }
    });
    assertThat(rig.stub().awaitRequest(request -> request.number() == 2, Duration.ofSeconds(30))).isPresent();

    first.interrupt();
    ended.await();
    List<String> linesBefore = attempt.summaryLines();
    Completed completed = completed(rig.adopt(attempt).get());

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(completed.result().text()).isEqualTo("done");
    assertThat(completed.usage().turns()).isEqualTo(2);
    assertThat(attempt.summaryLines().subList(linesBefore.size(), 2 * linesBefore.size())).isEqualTo(linesBefore);
    assertThat(rig.stub().requests()).extracting(LoggedRequest::session).containsOnly(attempt.resumeReference());
  }

  @Test
  void adoptionAfterTheEndBringsTheSameResult() throws Exception {
    Started run = rig.start("[[text done]]");
    Completed first = completed(run.outcome().get());

    assertThat(rig.adopt(run.attempt()).get()).isEqualTo(first);
    assertThat(rig.stub().requests()).hasSize(1);
  }

  @Test
  void childWhoseOutputCannotBeReadIsEnded() throws Exception {
    TestAttempt attempt = rig.prepare("[[hang]]");
    attempt.afterStart(child -> child.breakStdout(new IOException("disk gone")));

    Failure failure = failure(rig.executor().execute(attempt));

    assertThat(failure.errorCode().code()).isEqualTo("attempt_files_failed");
    assertThat(failure.message()).contains("disk gone");
    assertThat(ProcessHandle.of(attempt.child().pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void throwOfTheRuntimeDoesNotLeaveTheChildBehind() throws Exception {
    TestAttempt attempt = rig.prepare("[[hang]]");
    attempt.onProgress(() -> {
      throw new IllegalStateException("a fault of the runtime");
    });

    assertThatThrownBy(() -> rig.executor().execute(attempt)).isInstanceOf(IllegalStateException.class);
    assertThat(ProcessHandle.of(attempt.child().pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
