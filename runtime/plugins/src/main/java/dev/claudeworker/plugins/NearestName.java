package dev.claudeworker.plugins;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what a person probably meant. */
public final class NearestName {

  private static final int MAX_LENGTH = 100;

  private NearestName() {}

  /**
   * The known name nearest to a mistyped one, or else the only one in which it is a whole word.
   *
   * @param typed what was written
   * @param known the names there are
   * @return the nearest, empty if none is near enough to be worth suggesting
   */
  public static Optional<String> suggestion(String typed, Collection<String> known) {
    if (typed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int tolerated = Math.max(1, typed.length() / 3);
    return known.stream()
        .min(Comparator.<String>comparingInt(name -> distance(typed, name)).thenComparing(Comparator.naturalOrder()))
        .filter(name -> distance(typed, name) <= tolerated)
        .or(() -> onlyWithWord(typed, known));
  }

  private static Optional<String> onlyWithWord(String typed, Collection<String> known) {
    List<String> found = known.stream().filter(name -> List.of(name.split("[_.-]")).contains(typed)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** How many letters must be added, removed, replaced or exchanged with their neighbour. */
  private static int distance(String left, String right) {
    int[][] steps = new int[left.length() + 1][right.length() + 1];
    for (int row = 0; row <= left.length(); row++) {
      for (int column = 0; column <= right.length(); column++) {
        steps[row][column] = row == 0 || column == 0 ? row + column : step(steps, left, right, row, column);
      }
    }
    return steps[left.length()][right.length()];
  }

  private static int step(int[][] steps, String left, String right, int row, int column) {
    boolean same = left.charAt(row - 1) == right.charAt(column - 1);
    int replaced = steps[row - 1][column - 1] + (same ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(steps[row - 1][column], steps[row][column - 1]));
    boolean exchanged = row > 1 && column > 1 && left.charAt(row - 1) == right.charAt(column - 2)
        && left.charAt(row - 2) == right.charAt(column - 1);
    return exchanged ? Math.min(least, steps[row - 2][column - 2] + 1) : least;
  }
}
