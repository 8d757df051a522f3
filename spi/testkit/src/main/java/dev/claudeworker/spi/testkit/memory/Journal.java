package dev.claudeworker.spi.testkit.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** How to undo what a transaction wrote. */
final class Journal {

  private final Deque<Runnable> undo = new ArrayDeque<>();

  void record(Runnable action) {
    undo.push(action);
  }

  void rollback() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
  }

  void commit() {
    undo.clear();
  }
}
