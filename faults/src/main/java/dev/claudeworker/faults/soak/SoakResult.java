package dev.claudeworker.faults.soak;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a long run showed.
 *
 * @param storage on which storage
 * @param seconds how long tasks were submitted
 * @param faults how often something was broken
 * @param tally what became of the tasks
 * @param availability in percent
 * @param heap the most heap that was used
 * @param memory the most memory that a server's process had
 * @param sizes of the data when a quarter, a half, three quarters and all had begun
 * @param stoppedBytes of the data when the server had been stopped
 */
record SoakResult(String storage, long seconds, int faults, Tally tally, double availability, long heap, long memory,
    List<Watch.Size> sizes, long stoppedBytes) {

  /** A row of the table of the report. */
  String row() {
    return String.format(Locale.ROOT,
        "| %s | %,d | %,d s | %,.0f | %d | %d | %d | %d | %,d | %s | %.2f %% | %d / %d MB | %s |", storage,
        tally.acknowledged(), seconds, (double) tally.acknowledged() / Math.max(1, seconds), faults, tally.lost(),
        tally.unfinished(), tally.duplicated(), tally.again(), pickups(), availability, heap >> 20, memory >> 20,
        growth());
  }

  private String pickups() {
    return tally.pickup(50) + " / " + tally.pickup(99) + " / " + tally.pickup(100) + " ms";
  }

  private String growth() {
    return sizes.stream().map(size -> Long.toString(size.bytes() >> 20)).collect(Collectors.joining(", "))
        + " MB; stopped " + (stoppedBytes >> 20) + " MB";
  }
}
