package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.executor.AttemptLog;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.task.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What an executor told during one execution of an attempt. Safe for use from any thread. */
public final class AttemptRecord implements AttemptLog {

  private final List<LogLine> lines = new ArrayList<>();
  private final List<Progress> progress = new ArrayList<>();
  private final List<String> resumeReferences = new ArrayList<>();
  private final List<ProcessSpec> processes = new ArrayList<>();
  private final CountDownLatch progressed = new CountDownLatch(1);

  /**
   * A line of the log.
   *
   * @param summary whether it is part of the summary
   * @param text the line
   */
  public record LogLine(boolean summary, String text) {}

  AttemptRecord() {}

  @Override
  public synchronized void summary(String line) {
    lines.add(new LogLine(true, line));
  }

  @Override
  public synchronized void detail(String line) {
    lines.add(new LogLine(false, line));
  }

  synchronized void add(Progress latest) {
    progress.add(latest);
    progressed.countDown();
  }

  synchronized void add(ProcessSpec spec) {
    processes.add(spec);
  }

  synchronized void addResumeReference(String reference) {
    resumeReferences.add(reference);
  }

  /**
   * All log lines.
   *
   * @return the lines in their order
   */
  public synchronized List<LogLine> lines() {
    return List.copyOf(lines);
  }

  /**
   * The lines of the summary.
   *
   * @return their texts in their order
   */
  public synchronized List<String> summaryLines() {
    return lines.stream().filter(LogLine::summary).map(LogLine::text).toList();
  }

  /**
   * All reported progress.
   *
   * @return the reports in their order
   */
  public synchronized List<Progress> progress() {
    return List.copyOf(progress);
  }

  /**
   * Waits for the first report of progress: the work has really begun.
   *
   * @param patience how long
   * @return false if there was none by then
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public boolean awaitProgress(Duration patience) throws InterruptedException {
    return progressed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * All saved resume references.
   *
   * @return the references in their order
   */
  public synchronized List<String> resumeReferences() {
    return List.copyOf(resumeReferences);
  }

  /**
   * What the executor asked to start; at most one process per attempt was started for it.
   *
   * @return the wishes in their order
   */
  public synchronized List<ProcessSpec> processes() {
    return List.copyOf(processes);
  }
}
