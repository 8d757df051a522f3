package dev.claudeworker.plugin.h2.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the running transaction of the writing connection has changed. One thread at a time. */
final class Recording {

  private static final Set<String> WORDS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

  private final long mostBytes;
  private final List<Change> changes = new ArrayList<>();
  private long bytes;
  private boolean beyond;

  /**
   * Nothing yet.
   *
   * @param mostBytes of a transaction that the journal can take
   */
  Recording(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  void add(Change change) {
    bytes += change.rows().stream().flatMap(List::stream).mapToLong(Values::size).sum();
    beyond |= bytes > mostBytes || !isRepeatable(change);
    if (beyond) {
      changes.clear();
    } else {
      changes.add(change);
    }
  }

  /** Statements that change tables commit by themselves, before the transaction has its number. */
  private static boolean isRepeatable(Change change) {
    String sql = change.sql().stripLeading();
    int end = sql.indexOf(' ');
    return WORDS.contains(sql.substring(0, Math.max(end, 0)).toUpperCase(Locale.ROOT))
        && change.rows().stream().flatMap(List::stream).allMatch(Values::isKept);
  }

  boolean isEmpty() {
    return changes.isEmpty() && !beyond;
  }

  /** About how many bytes it takes in the journal. */
  long bytes() {
    return bytes;
  }

  /** Whether it is too large or too special, so that only the database's own file can keep it. */
  boolean isBeyond() {
    return beyond;
  }

  /** What was changed, in order; empty if it is beyond. */
  List<Change> changes() {
    return List.copyOf(changes);
  }

  void clear() {
    changes.clear();
    bytes = 0;
    beyond = false;
  }
}
