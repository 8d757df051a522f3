package dev.claudeworker.tasklog;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * One line for one of the two files.
 *
 * @param at when it happened
 * @param kind what kind of line it is
 * @param attempt the attempt it is about
 * @param text may have line breaks; those after the first line are shown indented
 */
public record TaskLogLine(Instant at, Kind kind, OptionalInt attempt, String text) {

  /** Level, and the symbol by which people find a line. */
  public enum Kind {
    TASK("info", "📋"), STARTED("info", "🚀"), ADOPTED("info", "🔗"), PROGRESS("info", "🔹"), DETAIL("debug", "  "),
    RETRIED("warning", "🔁"), SUSPENDED("warning", "⏳"), RELEASED("info", "↩️"), COMPLETED("info", "✅"), FAILED("error",
        "❌"),
    CANCELLED("warning", "🛑"), OTHER("info", "🔸");

    private final String level;
    private final String symbol;

    Kind(String level, String symbol) {
      this.level = level;
      this.symbol = symbol;
    }

    String level() {
      return level;
    }

    String symbol() {
      return symbol;
    }
  }
}
