package dev.claudeworker.stream;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the events of a live stream in one of its formats. Not safe for use from several threads at once. */
public final class EventStreamWriter {

  private final Frames frames;

  /** Writes frames. */
  private interface Frames {

    void event(String type, Optional<String> id, JsonValue data) throws StreamClosedException, InterruptedException;

    void keepAlive(Optional<String> id) throws StreamClosedException, InterruptedException;

    void position(String id) throws StreamClosedException, InterruptedException;
  }

  /**
   * Creates a writer.
   *
   * @param sink takes whole frames
   * @param format how they are written
   * @param json prints the data
   */
  public EventStreamWriter(TextSink sink, StreamFormat format, JsonCodec json) {
    this.frames = new Frames() {

      @Override
      public void event(String type, Optional<String> id, JsonValue data)
          throws StreamClosedException, InterruptedException {
        sink.write(format.event(json, type, id, data));
      }

      @Override
      public void keepAlive(Optional<String> id) throws StreamClosedException, InterruptedException {
        sink.write(format.keepAlive(json, id));
      }

      @Override
      public void position(String id) throws StreamClosedException, InterruptedException {
        sink.write(format.position(json, id));
      }
    };
  }

  /**
   * Creates a writer for a reader in this process, which needs no signs of life.
   *
   * @param data takes the contents of events
   */
  public EventStreamWriter(Consumer<JsonValue> data) {
    this.frames = new Frames() {

      @Override
      public void event(String type, Optional<String> id, JsonValue content) {
        data.accept(content);
      }

      @Override
      public void keepAlive(Optional<String> id) {}

      @Override
      public void position(String id) {}
    };
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
    frames.event(type, id, data);
  }

  /**
   * Sends a sign of life that also moves the reader's position on.
   *
   * @param id position from which the reader can go on later
   * @throws StreamClosedException if the reader is gone or too slow
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public void keepAlive(Optional<String> id) throws StreamClosedException, InterruptedException {
    frames.keepAlive(id);
  }

  /**
   * Tells the reader where it is before it has got anything, so that it can come back from the beginning.
   *
   * @param id position from which the reader can go on later
   * @throws StreamClosedException if the reader is gone or too slow
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public void position(String id) throws StreamClosedException, InterruptedException {
    frames.position(id);
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
