package dev.claudeworker.worker;

import dev.claudeworker.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Watches the time of all attempts, on a clock that nobody sets: their timeouts, and how far an end has come. Sleeps until the next such moment. */
final class AttemptWatch {

  private final RunningAttempts running;
  private final InstantSource elapsed;
  private final Loop loop = new Loop("attempt watch", this::round);

  /** The moment of the next round, as far as it knows. */
  private volatile Instant planned = Instant.MIN;

  AttemptWatch(RunningAttempts running, InstantSource elapsed) {
    this.running = running;
    this.elapsed = elapsed;
  }

  /** The time it goes by. */
  InstantSource elapsed() {
    return elapsed;
  }

  void start() {
    loop.start();
  }

  void stop() {
    loop.stop();
  }

  /** An attempt has begun, or its end has. */
  void timesChanged(ActiveAttempt attempt) {
    if (attempt.nextCheck().isBefore(planned)) {
      loop.wake();
    }
  }

  private Duration round() {
    planned = Instant.MAX;
    Instant next = check();
    planned = next;
    return next.equals(Instant.MAX) ? Loop.UNTIL_WOKEN : Duration.between(elapsed.instant(), next);
  }

  /** Does what is due now, and says when the next thing is. */
  Instant check() {
    Instant now = elapsed.instant();
    running.all().forEach(attempt -> attempt.check(now));
    return running.all().stream().map(ActiveAttempt::nextCheck).min(Instant::compareTo).orElse(Instant.MAX);
  }
}
