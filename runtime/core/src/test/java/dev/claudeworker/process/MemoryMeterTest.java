package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MemoryMeterTest {

  private static final long SHELL = 10;
  private static final long CHILD = 11;

  private final MadeUpProcessTable table = new MadeUpProcessTable();
  private final AtomicLong nanos = new AtomicLong();
  private final MemoryMeter meter = new MemoryMeter(table, SHELL, nanos::get);

  @Test
  void aChildThatIsNotThereYetIsLookedForAgain() {
    meter.sample();
    childUses(5);
    passMillis(10);
    meter.sample();

    assertThat(meter.peakBytes()).isEqualTo(5);
  }

  @Test
  void aYoungChildIsLookedAtOften() {
    childUses(5);
    meter.sample();
    childUses(700);
    passMillis(10);
    meter.sample();

    assertThat(meter.peakBytes()).isEqualTo(700);
  }

  @Test
  void anOldChildIsLookedAtOnceASecond() {
    childUses(5);
    passMillis(60_000);
    meter.sample();
    childUses(700);
    passMillis(999);
    meter.sample();
    assertThat(meter.peakBytes()).isEqualTo(5);

    passMillis(1);
    meter.sample();
    assertThat(meter.peakBytes()).isEqualTo(700);
  }

  @Test
  void whatIsKnownStaysWhenTheChildIsGone() {
    childUses(700);
    meter.sample();
    childUses(0);
    passMillis(10);
    meter.sample();

    assertThat(meter.peakBytes()).isEqualTo(700);
  }

  private void childUses(long bytes) {
    table.child(SHELL, CHILD);
    table.peakMemoryBytes(CHILD, bytes);
  }

  private void passMillis(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
