package dev.claudeworker.stream;

import dev.claudeworker.attempt.AttemptLogLine;
import dev.claudeworker.attempt.AttemptLogPage;
import dev.claudeworker.attempt.LogLevel;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Follows the log of a task's attempts until the task has ended. The log is a file that the attempt writes, here or on the
 * machine of another server, so it is looked at again and again, seldom while nothing comes.
 */
public final class AttemptLogStream implements StreamSource {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  /**
   * Where a task stands.
   *
   * @param attempts how many attempts were begun
   * @param ended whether it has ended
   * @param status its state in words
   */
  public record Progress(int attempts, boolean ended, String status) {}

  private final Supplier<Optional<Progress>> task;
  private final AttemptPages pages;
  private final LogLevel level;
  private final Duration keepAlive;
  private int attempt;
  private long offset;
  private Duration pause = SHORTEST_PAUSE;
  private Duration silence = Duration.ZERO;

  /**
   * Creates the stream.
   *
   * @param task tells where the task stands; empty once it was deleted
   * @param pages the logs
   * @param level what to show
   * @param attempt the attempt to begin with
   * @param offset where to begin in its log
   * @param keepAlive how often a sign of life is sent
   */
  public AttemptLogStream(
      Supplier<Optional<Progress>> task, AttemptPages pages, LogLevel level, int attempt, long offset,
      Duration keepAlive) {
    this.task = task;
    this.pages = pages;
    this.level = level;
    this.attempt = attempt;
    this.offset = offset;
    this.keepAlive = keepAlive;
  }

  @Override
  public void run(EventStreamWriter out) throws IOException, StreamClosedException, InterruptedException {
    out.keepAlive(Optional.empty());
    while (true) {
      // Asked before the log is read: what an attempt wrote before its task ended is then surely seen.
      Optional<Progress> now = task.get();
      if (copy(out)) {
        continue;
      }
      if (now.isEmpty() || isOver(now.get())) {
        out.event("end", Optional.empty(), end(now));
        return;
      }
      if (now.get().attempts() > attempt) {
        attempt++;
        offset = 0;
      } else {
        rest(out);
      }
    }
  }

  private boolean isOver(Progress now) {
    return now.ended() && now.attempts() <= attempt;
  }

  private JsonObject end(Optional<Progress> now) {
    return new ObjectBuilder()
        .put("status", now.map(Progress::status).orElse("deleted"))
        .put("attempt", attempt)
        .build();
  }

  /** Sends what is there; false if there was nothing. */
  private boolean copy(EventStreamWriter out) throws IOException, StreamClosedException, InterruptedException {
    AttemptLogPage page = pages.read(attempt, level, offset);
    if (page.offset() == offset) {
      return false;
    }
    offset = page.offset();
    // Only the end of a page is a place from which one can go on.
    for (Iterator<AttemptLogLine> lines = page.lines().iterator(); lines.hasNext();) {
      JsonObject line = line(attempt, lines.next());
      out.event("log", lines.hasNext() ? Optional.empty() : Optional.of(attempt + ":" + offset), line);
    }
    pause = SHORTEST_PAUSE;
    silence = Duration.ZERO;
    return true;
  }

  /**
   * One line as a document.
   *
   * @param attempt the attempt it belongs to
   * @param line the line
   * @return the document
   */
  public static JsonObject line(int attempt, AttemptLogLine line) {
    return new ObjectBuilder()
        .put("attempt", attempt)
        .put("at", line.at().toString())
        .put("level", line.level().name().toLowerCase(Locale.ROOT))
        .put("text", line.text())
        .build();
  }

  private void rest(EventStreamWriter out) throws StreamClosedException, InterruptedException {
    Thread.sleep(pause);
    silence = silence.plus(pause);
    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    if (silence.compareTo(keepAlive) >= 0) {
      out.keepAlive(Optional.empty());
      silence = Duration.ZERO;
    }
  }
}
