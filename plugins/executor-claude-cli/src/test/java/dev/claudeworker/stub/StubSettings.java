package dev.claudeworker.stub;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a stub is set up.
 *
 * @param port 0 picks a free one
 * @param defaultText the reply to a prompt without directives
 * @param maxConcurrent above this many open message requests the stub answers 429; 0 is no limit
 * @param log where each request is appended as a line of JSON
 * @param dump a directory for whole request bodies
 */
public record StubSettings(
    int port, String defaultText, int maxConcurrent, Optional<Path> log, Optional<Path> dump) {

  public static StubSettings defaults() {
    return new StubSettings(0, "stub answer", 0, Optional.empty(), Optional.empty());
  }

  public StubSettings withPort(int newPort) {
    return new StubSettings(newPort, defaultText, maxConcurrent, log, dump);
  }

  public StubSettings withDefaultText(String newText) {
    return new StubSettings(port, newText, maxConcurrent, log, dump);
  }

  public StubSettings withMaxConcurrent(int newMaximum) {
    return new StubSettings(port, defaultText, newMaximum, log, dump);
  }

  public StubSettings withLog(Path file) {
    return new StubSettings(port, defaultText, maxConcurrent, Optional.of(file), dump);
  }

  public StubSettings withDump(Path directory) {
    return new StubSettings(port, defaultText, maxConcurrent, log, Optional.of(directory));
  }
}
