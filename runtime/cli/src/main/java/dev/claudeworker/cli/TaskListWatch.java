package dev.claudeworker.cli;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows how a list of tasks changes, until Ctrl+C or until nobody reads any more. */
final class TaskListWatch {

  private static final long PAUSE_MS = 500;

  private final Session session;
  private final Output output;
  private final boolean json;
  private final Question<JsonObject> listing;
  private final Map<Long, String> printed = new HashMap<>();

  /** Something to ask the server. */
  @FunctionalInterface
  interface Question<T> {

    /** Asks it. */
    T ask() throws InterruptedException;
  }

  TaskListWatch(Session session, boolean json, Question<JsonObject> listing) {
    this.session = session;
    this.output = session.output();
    this.json = json;
    this.listing = listing;
  }

  /**
   * Watches.
   *
   * @param head what stands above the list on a terminal
   */
  void untilNobodyReads(Question<List<String>> head) throws InterruptedException {
    if (output.isRedrawable() && !json) {
      redraw(head);
    } else {
      printChanges();
    }
  }

  private void redraw(Question<List<String>> head) throws InterruptedException {
    RedrawnLines screen = session.redrawnOutput();
    while (!output.isClosed()) {
      List<String> lines = new ArrayList<>(head.ask());
      List<TaskDocument> tasks = TaskListing.tasks(listing.ask());
      lines.addAll(table().table(tasks, screen.room().columns()));
      screen.draw(lines);
      Thread.sleep(PAUSE_MS);
    }
  }

  private void printChanges() throws InterruptedException {
    while (!output.isClosed()) {
      // Oldest first, as in any log.
      for (TaskDocument task : TaskListing.tasks(listing.ask()).reversed()) {
        String line = json ? task.json().toString() : task.status() + task.lastAction();
        if (!line.equals(printed.put(task.id(), line))) {
          print(task);
        }
      }
      Thread.sleep(PAUSE_MS);
    }
  }

  private void print(TaskDocument task) {
    if (json) {
      output.jsonLine(task.json());
    } else {
      table().separatedByTabs(List.of(task)).forEach(output::line);
    }
  }

  private TaskTable table() {
    return new TaskTable(output.style(), session.now(), session.zone());
  }
}
