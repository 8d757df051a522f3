package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task used, as the server says it.
 *
 * @param json the server's words
 */
record UsageDocument(JsonObject json) {

  BigDecimal cost() {
    return Fields.number(json, "cost_usd").orElse(BigDecimal.ZERO);
  }

  /** The short form for a line of progress, for example {@code 3 turns · $0.12}. */
  List<String> progress() {
    List<String> parts = new ArrayList<>();
    long turns = Fields.count(json, "turns");
    if (turns > 0) {
      parts.add(turns == 1 ? "1 turn" : turns + " turns");
    }
    if (cost().signum() > 0) {
      parts.add(Times.money(cost()));
    }
    return parts;
  }

  /** Everything that is known. */
  List<String> all() {
    List<String> parts = new ArrayList<>(progress());
    long read = Fields.count(json, "input_tokens") + Fields.count(json, "cache_read_tokens")
        + Fields.count(json, "cache_write_tokens");
    long written = Fields.count(json, "output_tokens");
    if (read + written > 0) {
      parts.add(Times.amount(read) + " tokens in, " + Times.amount(written) + " out");
    }
    BigDecimal cpuSeconds = Fields.number(json, "cpu_seconds").orElse(BigDecimal.ZERO);
    if (cpuSeconds.signum() > 0) {
      parts.add("processor " + Times.duration(Duration.ofMillis(cpuSeconds.movePointRight(3).longValue())));
    }
    long memory = Fields.count(json, "peak_memory_bytes");
    if (memory > 0) {
      parts.add("memory " + Times.bytes(memory));
    }
    return parts;
  }
}
