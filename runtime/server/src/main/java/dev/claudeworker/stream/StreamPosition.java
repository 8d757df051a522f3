package dev.claudeworker.stream;

import java.util.Optional;

/**
 * A place in the event log from which a reader can go on: {@code <epoch>-<sequence>}. The epoch changes when numbers may begin
 * again (restore, import), so that an old position is noticed instead of misread.
 *
 * @param epoch the epoch of the storage
 * @param sequence number of the last event that the reader has
 */
public record StreamPosition(String epoch, long sequence) {

  /**
   * Reads a position.
   *
   * @param text what a client sends
   * @return the position, empty if the text is none
   */
  public static Optional<StreamPosition> parse(String text) {
    int dash = text.lastIndexOf('-');
    if (dash < 1 || !text.substring(dash + 1).matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(new StreamPosition(text.substring(0, dash), Long.parseLong(text.substring(dash + 1))));
  }

  @Override
  public String toString() {
    return epoch + "-" + sequence;
  }
}
