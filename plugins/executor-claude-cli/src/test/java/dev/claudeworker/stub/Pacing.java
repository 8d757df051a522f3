package dev.claudeworker.stub;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The pauses a script asks for; all of them end at once when the stub closes. */
final class Pacing {

  private final CountDownLatch closed = new CountDownLatch(1);

  void pause(Duration duration) throws IOException, InterruptedException {
    if (duration.isPositive() && closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("the stub is closing");
    }
  }

  void close() {
    closed.countDown();
  }
}
