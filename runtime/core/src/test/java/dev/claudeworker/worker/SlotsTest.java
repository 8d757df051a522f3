package dev.claudeworker.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotsTest {

  @TempDir
  Path home;

  private CoreFixture fixture;
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore goOn = new Semaphore(0);
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @BeforeEach
  void start() {
    fixture = CoreFixture.started(home);
  }

  @AfterEach
  void stop() {
    goOn.release(1_000);
    fixture.close();
  }

  private List<TaskId> submit(int tasks) {
    List<TaskId> ids = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      fixture.executor.then(context -> {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        begun.release();
        goOn.acquire();
        now.decrementAndGet();
        return ScriptedExecutor.completed("done");
      });
      ids.add(fixture.submit());
    }
    return ids;
  }

  @Test
  void neverMoreAttemptsThanSlots() throws InterruptedException {
    var ids = submit(12);
    begun.acquire(4);
    goOn.release(12);
    ids.forEach(fixture::ended);

    assertThat(most).hasValue(4);
  }

  @Test
  void moreSlotsAreFilledAtOnce() throws InterruptedException {
    var ids = submit(6);
    begun.acquire(4);

    fixture.core.worker().resize(6);
    begun.acquire(2);

    assertThat(now).hasValue(6);
    goOn.release(6);
    ids.forEach(fixture::ended);
  }

  @Test
  void fewerSlotsEndNothing() throws InterruptedException {
    var ids = submit(6);
    begun.acquire(4);

    fixture.core.worker().resize(1);
    goOn.release(1);
    begun.tryAcquire();

    assertThat(fixture.core.worker().status().slots()).isEqualTo(1);
    goOn.release(5);
    ids.forEach(fixture::ended);
    assertThat(most).hasValue(4);
  }

  @Test
  void withoutSlotsNothingRuns() {
    fixture.core.worker().resize(0);
    TaskId id = fixture.submit();

    assertThat(fixture.queue().find(id).orElseThrow().waitReason().orElseThrow().details().text("message"))
        .contains("all 0 worker slots are taken (worker.max_workers)");
    fixture.core.worker().resize(1);
    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void numberOfSlotsHasItsBounds() {
    assertThatThrownBy(() -> fixture.core.worker().resize(-1)).hasMessage("worker.max_workers is 0 to 10000, not -1");
    assertThatThrownBy(() -> fixture.core.worker().resize(10_001)).hasMessageContaining("0 to 10000");
  }
}
