package dev.claudeworker.plugin.claudecli.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the events of a run from the program's standard output. Keeps no line in memory and knows no limit for one; long
 * strings are shortened to the given size. Used by one thread.
 */
public final class EventReader {

  private final StreamLineReader lines;

  /**
   * Creates a reader.
   *
   * @param stdout the output from its first byte
   * @param maxStringBytes strings longer than this are shortened to it
   */
  public EventReader(InputStream stdout, int maxStringBytes) {
    this.lines = new StreamLineReader(stdout, maxStringBytes, EventParser.FIELDS);
  }

  /**
   * The next line's event, waiting for it.
   *
   * @return empty when the output has ended
   * @throws IOException if the output cannot be read
   */
  public Optional<StreamEvent> next() throws IOException {
    return lines.next().map(line -> switch (line) {
      case StreamLine.Json json -> EventParser.parse(json);
      case StreamLine.NotJson text -> new StreamEvent.NotJson(text.head(), text.lengthBytes());
    });
  }
}
