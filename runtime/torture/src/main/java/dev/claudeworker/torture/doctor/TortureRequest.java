package dev.claudeworker.torture.doctor;

import dev.claudeworker.tool.ToolRefusal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for.
 *
 * @param time how long it takes, apart from the settling at the end
 * @param scratch a folder to be used instead of the one of the database
 */
record TortureRequest(Duration time, Optional<Path> scratch) {

  private static final BigDecimal LEAST = new BigDecimal("0.1");
  private static final BigDecimal MOST = new BigDecimal(24 * 60);
  private static final BigDecimal MILLIS_A_MINUTE = new BigDecimal(60_000);

  /** Reads {@code MINUTES [FOLDER]}. */
  static TortureRequest of(List<String> words) throws ToolRefusal {
    String text = words.getFirst();
    BigDecimal minutes =
        text.matches("[0-9]{1,5}([.][0-9]{1,5})?") ? new BigDecimal(text) : BigDecimal.ZERO;
    if (minutes.compareTo(LEAST) < 0 || minutes.compareTo(MOST) > 0) {
      throw new ToolRefusal(
          ToolRefusal.USAGE, "'" + text + "' is no number of minutes from " + LEAST + " to " + MOST,
          "Write for example --minutes 5.");
    }
    return new TortureRequest(
        Duration.ofMillis(minutes.multiply(MILLIS_A_MINUTE).longValue()),
        words.size() > 1 ? Optional.of(Path.of(words.get(1)).toAbsolutePath().normalize()) : Optional.empty());
  }
}
