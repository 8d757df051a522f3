package dev.claudeworker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {

  private final Semaphore rounds = new Semaphore(0);

  private boolean round() throws InterruptedException {
    return rounds.tryAcquire(20, TimeUnit.SECONDS);
  }

  @Test
  void firstRoundComesAtOnceAndFurtherOnesWhenWoken() throws InterruptedException {
    var loop = new Loop("test", () -> {
      rounds.release();
      return Loop.UNTIL_WOKEN;
    });
    loop.start();
    assertThat(round()).isTrue();

    loop.wake();

    assertThat(round()).isTrue();
    loop.stop();
  }

  @Test
  void wakeDuringARoundIsNotForgotten() throws InterruptedException {
    var inside = new Semaphore(0);
    var goOn = new Semaphore(0);
    var loop = new Loop("test", () -> {
      inside.release();
      goOn.acquireUninterruptibly();
      rounds.release();
      return Loop.UNTIL_WOKEN;
    });
    loop.start();
    assertThat(inside.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    loop.wake();
    goOn.release(2);

    assertThat(round()).isTrue();
    assertThat(round()).isTrue();
    loop.stop();
  }

  @Test
  void failedRoundIsTriedAgain() throws InterruptedException {
    var first = new AtomicBoolean(true);
    var loop = new Loop("test", () -> {
      rounds.release();
      if (first.getAndSet(false)) {
        throw new IllegalStateException("broken chore");
      }
      return Loop.UNTIL_WOKEN;
    });
    loop.start();
    assertThat(round()).isTrue();
    loop.wake();

    assertThat(round()).isTrue();
    loop.stop();
  }

  @Test
  void stopReturnsWhenTheRunningRoundHasEnded() throws InterruptedException {
    var finished = new AtomicBoolean();
    var goOn = new Semaphore(0);
    var loop = new Loop("test", () -> {
      rounds.release();
      goOn.acquireUninterruptibly();
      finished.set(true);
      return Loop.UNTIL_WOKEN;
    });
    loop.start();
    assertThat(round()).isTrue();
    goOn.release();
    loop.stop();

    assertThat(finished).isTrue();
  }

  @Test
  void stopIsAllowedBeforeTheStartAndTwiceAndStartTwice() {
    var count = new AtomicInteger();
    var never = new Loop("test", () -> {
      count.incrementAndGet();
      return Loop.UNTIL_WOKEN;
    });
    never.stop();
    never.stop();
    never.start();
    never.start();

    assertThat(count).hasValue(0);
  }

  @Test
  void choreCanStopItsOwnLoop() throws InterruptedException {
    var loops = new Loop[1];
    loops[0] = new Loop("test", () -> {
      loops[0].stop();
      rounds.release();
      return Loop.UNTIL_WOKEN;
    });
    loops[0].start();

    assertThat(round()).isTrue();
    loops[0].stop();
  }
}
