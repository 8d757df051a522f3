package dev.claudeworker.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in lines that a terminal has room for: broken at blanks, and only what has none inside a word. */
final class FoldedText {

  private FoldedText() {}

  /** The lines of some text, none of them wider than so many columns. At least one. */
  static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    text.lines().forEach(line -> fold(line, Math.max(1, columns), lines));
    return lines.isEmpty() ? List.of("") : lines;
  }

  private static void fold(String line, int columns, List<String> lines) {
    if (TextWidth.of(line) <= columns) {
      lines.add(line);
      return;
    }
    var current = new StringBuilder();
    int width = 0;
    for (String word : line.split(" ", -1)) {
      for (String piece : pieces(word, columns)) {
        int more = TextWidth.of(piece);
        if (!current.isEmpty() && width + 1 + more > columns) {
          lines.add(current.toString());
          current.setLength(0);
          width = 0;
        }
        if (!current.isEmpty()) {
          current.append(' ');
          width++;
        }
        current.append(piece);
        width += more;
      }
    }
    lines.add(current.toString());
  }

  private static List<String> pieces(String word, int columns) {
    if (TextWidth.of(word) <= columns) {
      return List.of(word);
    }
    List<String> pieces = new ArrayList<>();
    var piece = new StringBuilder();
    word.codePoints().mapToObj(Character::toString).forEach(letter -> {
      if (!piece.isEmpty() && TextWidth.of(piece + letter) > columns) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      piece.append(letter);
    });
    pieces.add(piece.toString());
    return pieces;
  }
}
