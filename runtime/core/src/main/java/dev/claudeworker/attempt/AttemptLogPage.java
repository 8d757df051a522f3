package dev.claudeworker.attempt;

import java.util.List;

/**
 * A part of an attempt's log.
 *
 * @param lines whole lines only
 * @param offset where to read on: a byte offset into the file, right after the last line read
 */
public record AttemptLogPage(List<AttemptLogLine> lines, long offset) {

  /** Copies the list. */
  public AttemptLogPage {
    lines = List.copyOf(lines);
  }
}
