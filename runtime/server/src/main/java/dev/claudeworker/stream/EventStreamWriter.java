package dev.claudeworker.stream;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import java.util.Optional;

/** Writes the events of a live stream in one of its formats. Not safe for use from several threads at once. */
public final class EventStreamWriter {

  private final TextSink sink;
  private final StreamFormat format;
  private final JsonCodec json;

  /**
   * Creates a writer.
   *
   * @param sink takes whole frames
   * @param format how they are written
   * @param json prints the data
   */
  public EventStreamWriter(TextSink sink, StreamFormat format, JsonCodec json) {
    this.sink = sink;
    this.format = format;
    this.json = json;
  }

  /**
   * Sends one event.
   *
   * @param type what it is
   * @param id position from which the reader can go on later
   * @param data its content; printed on one line
   * @throws StreamClosedException if the reader is gone or too slow
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public void event(String type, Optional<String> id, JsonValue data)
      throws StreamClosedException, InterruptedException {
    sink.write(format.event(json, type, id, data));
  }

  /**
   * Sends a sign of life that also moves the reader's position on.
   *
   * @param id position from which the reader can go on later
   * @throws StreamClosedException if the reader is gone or too slow
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public void keepAlive(Optional<String> id) throws StreamClosedException, InterruptedException {
    sink.write(format.keepAlive(json, id));
  }

  /** Takes whole frames, one at a time, and waits while the reader is slow. */
  @FunctionalInterface
  public interface TextSink {

    /**
     * Writes text.
     *
     * @param text one frame
     * @throws StreamClosedException if the reader is gone or took nothing for too long
     * @throws InterruptedException if the waiting thread is interrupted
     */
    void write(String text) throws StreamClosedException, InterruptedException;
  }
}
