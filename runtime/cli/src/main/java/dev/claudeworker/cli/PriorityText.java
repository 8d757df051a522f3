package dev.claudeworker.cli;

import dev.claudeworker.spi.task.Priority;

/** Reads a priority as people write it. */
final class PriorityText {

  static final String DESCRIPTION = "low, normal, high, urgent, or 0 (can wait) to 100.";

  private PriorityText() {}

  static int number(String text) {
    return Priority.parse(text)
        .orElseThrow(() -> Usage.wrong("'" + text + "' is not a priority: write " + DESCRIPTION))
        .value();
  }
}
