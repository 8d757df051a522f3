package dev.claudeworker.storage.sql.table;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a heavy text.
 *
 * @param task the task
 * @param kind what it is
 * @param part its place, from 0
 * @param text the characters
 */
public record TextRow(long task, TextKind kind, int part, String text) implements BoundRow {

  /** Longest part, in characters: far below what H2 keeps in one value (1,048,576). */
  static final int PART_LENGTH = 256 * 1024;

  /** A text cut into parts, none of which splits a character of two code units. */
  public static List<TextRow> parts(long task, TextKind kind, String text) {
    List<TextRow> parts = new ArrayList<>();
    int start = 0;
    do {
      int end = end(text, start);
      parts.add(new TextRow(task, kind, parts.size(), text.substring(start, end)));
      start = end;
    } while (start < text.length());
    return parts;
  }

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    columns.number(task).word(kind).count(part).text(text);
  }

  private static int end(String text, int start) {
    int end = Math.min(text.length(), start + PART_LENGTH);
    return end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }
}
