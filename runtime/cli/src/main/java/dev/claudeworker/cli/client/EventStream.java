package dev.claudeworker.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads server-sent events, in the form of the WHATWG HTML standard. */
public final class EventStream implements AutoCloseable {

  /**
   * One event.
   *
   * @param type what it is; {@code message} if the server did not say
   * @param id position from which the reader could go on; empty if it was not sent
   * @param data its content
   */
  public record Event(String type, String id, String data) {}

  private final BufferedReader lines;
  private final Runnable disconnect;

  EventStream(InputStream in, Runnable disconnect) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.disconnect = disconnect;
  }

  /**
   * Waits for the next event.
   *
   * @return the event, empty at the end of the stream, whether the server closed it or the connection broke
   */
  public Optional<Event> next() {
    try {
      return read();
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  private Optional<Event> read() throws IOException {
    String type = "message";
    String id = "";
    StringBuilder data = new StringBuilder();
    boolean any = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (any) {
          return Optional.of(new Event(type, id, data.toString()));
        }
        continue;
      }
      String value = line.replaceFirst("^[a-z]+: ?", "");
      if (line.startsWith("data")) {
        data.append(any ? "\n" : "").append(value);
        any = true;
      } else if (line.startsWith("event:")) {
        type = value;
      } else if (line.startsWith("id:")) {
        id = value;
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    disconnect.run();
  }
}
