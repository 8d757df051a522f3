package dev.claudeworker.torture.check;

import dev.claudeworker.torture.history.Line;
import java.util.ArrayList;
import java.util.List;

/** What the history tells of one task, in order; faults stand between. */
final class Story {

  private final List<Line> lines = new ArrayList<>();

  void add(Line line) {
    lines.add(line);
  }

  List<Line> lines() {
    return lines;
  }

  <L extends Line> List<L> all(Class<L> kind) {
    return lines.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  boolean has(Class<? extends Line> kind) {
    return lines.stream().anyMatch(kind::isInstance);
  }

  /** Whether any child came to a good end. */
  boolean succeeded() {
    return all(Line.Ended.class).stream().anyMatch(end -> end.exitCode() == 0);
  }
}
