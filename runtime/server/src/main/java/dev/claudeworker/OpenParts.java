package dev.claudeworker;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened on the way up, to be closed the other way round: at the stop, or when the start fails half way. */
final class OpenParts implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OpenParts.class);

  private record Part(String name, AutoCloseable closing) {}

  private final Deque<Part> parts = new ArrayDeque<>();

  /** Notes how to close what was just opened. */
  void add(String name, AutoCloseable closing) {
    parts.push(new Part(name, closing));
  }

  /** Closes everything; what fails is logged and does not keep the rest open. Closing twice is allowed. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.closing().close();
      } catch (Exception failed) {
        log.error("closing {} failed", part.name(), failed);
      }
    }
  }
}
