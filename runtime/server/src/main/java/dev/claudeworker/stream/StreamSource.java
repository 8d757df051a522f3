package dev.claudeworker.stream;

/** Writes a live stream. */
@FunctionalInterface
public interface StreamSource {

  /**
   * Writes until there is nothing more to come or the reader is gone.
   *
   * @param out where to write
   * @throws InterruptedException if the server stops
   * @throws StreamClosedException if the reader is gone or too slow
   * @throws Exception if what is to be streamed cannot be read
   */
  void run(EventStreamWriter out) throws Exception;
}
