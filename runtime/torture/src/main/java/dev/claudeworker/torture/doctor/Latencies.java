package dev.claudeworker.torture.doctor;

import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How long something took each time.
 *
 * @param nanos in order of size, not empty
 */
record Latencies(List<Long> nanos) {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  Latencies {
    if (nanos.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    nanos = nanos.stream().sorted().toList();
  }

  long percentile(int percent) {
    return nanos.get(Math.max(0, (int) Math.ceil(percent / 100.0 * nanos.size()) - 1));
  }

  /** As members of an answer. */
  JsonObject document() {
    return JsonObject.EMPTY.with("count", nanos.size())
        .with("p50_ms", millis(percentile(50)))
        .with("p99_ms", millis(percentile(99)));
  }

  static JsonNumber millis(long nanos) {
    return new JsonNumber(BigDecimal.valueOf(nanos).divide(MILLION, 3, RoundingMode.HALF_UP));
  }
}
