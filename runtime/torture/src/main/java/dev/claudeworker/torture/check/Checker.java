package dev.claudeworker.torture.check;

import dev.claudeworker.torture.history.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds in a history, and in what became of the tasks, every promise that was not kept. Pure. */
public final class Checker {

  private final Map<String, Story> stories = new LinkedHashMap<>();
  private final Map<String, List<FinalTask>> tasks = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  private Checker() {}

  /**
   * Checks a run.
   *
   * @param history everything that was seen, in order
   * @param tasks all tasks that the server knows at the end
   * @return what is wrong, empty if nothing is
   */
  public static List<Violation> check(List<Line> history, List<FinalTask> tasks) {
    var checker = new Checker();
    checker.gather(history, tasks);
    checker.stories.forEach(checker::checkTask);
    checker.tasks.forEach(checker::checkNumber);
    checker.checkOrder(history);
    return List.copyOf(checker.violations);
  }

  /** A fault that ends children belongs to the story of every task that was seen before. */
  private void gather(List<Line> history, List<FinalTask> all) {
    all.forEach(task -> tasks.computeIfAbsent(task.task(), _ -> new ArrayList<>()).add(task));
    for (Line line : history) {
      if (line instanceof Line.Fault) {
        stories.values().forEach(story -> story.add(line));
      } else {
        stories.computeIfAbsent(line.words().get(1), _ -> new Story()).add(line);
      }
    }
  }

  private void checkTask(String task, Story story) {
    List<FinalTask> found = tasks.getOrDefault(task, List.of());
    checkKept(task, story, found);
    for (Line.Overlap overlap : story.all(Line.Overlap.class)) {
      report(Promise.ONE_AT_A_TIME, task, "had the child " + overlap.otherPid() + " when another one started");
    }
    for (Line.Silent silent : story.all(Line.Silent.class)) {
      report(Promise.REASON, task, "was " + silent.status() + " and said no reason");
    }
    found.forEach(last -> checkEnd(last, story));
    checkRuns(task, story);
    checkCancelled(task, story);
  }

  private void checkKept(String task, Story story, List<FinalTask> found) {
    for (Line.Submitted submitted : story.all(Line.Submitted.class)) {
      if (found.stream().noneMatch(last -> last.id() == submitted.id())) {
        report(Promise.KEPT, task, "was acknowledged as " + submitted.id() + " and is gone");
      }
    }
  }

  private void checkNumber(String task, List<FinalTask> found) {
    if (found.size() > 1) {
      report(Promise.KEPT, task, "was submitted once and is there " + found.size() + " times");
    }
    Story story = stories.getOrDefault(task, new Story());
    if (found.getFirst().completed() && !story.succeeded()) {
      report(Promise.ENDS, task, "is called completed, and no child of it came to a good end");
    }
  }

  private void checkEnd(FinalTask last, Story story) {
    if (!FinalTask.isFinal(last.status())) {
      report(Promise.ENDS, last.task(), "is still " + last.status());
    }
    if (last.completed() && story.all(Line.Ended.class).stream().noneMatch(end -> isResult(end, last))) {
      report(Promise.SURVIVES, last.task(), "has the result '" + last.summary() + "', which no child of it gave");
    }
    String seen = "";
    for (Line line : story.lines()) {
      if (line instanceof Line.Seen(_, String status)) {
        if (!seen.isEmpty() && !seen.equals(status)) {
          report(Promise.FINAL, last.task(), "was " + seen + " and then " + status);
        }
        seen = status;
      } else if (line instanceof Line.Retrying) {
        seen = "";
      }
    }
    if (!seen.isEmpty() && !seen.equals(last.status())) {
      report(Promise.FINAL, last.task(), "was " + seen + " and is " + last.status() + " at the end");
    }
  }

  private static boolean isResult(Line.Ended end, FinalTask task) {
    return end.exitCode() == 0 && end.attempt().equals(task.summary());
  }

  /** Between two children of a task there is a failure, a retry by a person, or a fault that ended the first. */
  private void checkRuns(String task, Story story) {
    boolean excused = true;
    boolean succeeded = false;
    for (Line line : story.lines()) {
      switch (line) {
        case Line.Started _ -> {
          if (!excused) {
            report(
                Promise.SURVIVES, task,
                succeeded ? "ran again after it had succeeded" : "ran again, and nothing had ended its child");
          }
          excused = false;
          succeeded = false;
        }
        case Line.Ended end -> {
          excused = end.exitCode() != 0;
          succeeded = end.exitCode() == 0;
        }
        case Line.Retrying _ -> excused = true;
        case Line.Fault fault -> excused |= fault.endsChildren();
        default -> {
          // Tells nothing of children.
        }
      }
    }
  }

  /** If an attempt ran when its end was asked for, and no child of it was seen yet, its child may write its line after that. */
  private void checkCancelled(String task, Story story) {
    int allowed = Integer.MAX_VALUE;
    boolean childSeen = false;
    for (Line line : story.lines()) {
      switch (line) {
        case Line.Cancelled(_, String status) ->
            allowed = Math.min(allowed, status.equals("running") && !childSeen ? 1 : 0);
        case Line.Retrying _ -> allowed = Integer.MAX_VALUE;
        case Line.Started _ -> {
          if (allowed == 0) {
            report(Promise.CANCELLED, task, "started after its cancellation was acknowledged");
          }
          allowed = allowed == Integer.MAX_VALUE ? allowed : 0;
          childSeen = true;
        }
        case Line.Ended _ -> childSeen = false;
        case Line.Fault fault -> childSeen &= !fault.endsChildren();
        default -> {
          // Tells nothing of this.
        }
      }
    }
  }

  private void checkOrder(List<Line> history) {
    Set<String> succeeded = new HashSet<>();
    for (Line line : history) {
      if (line instanceof Line.Ended(String task, _, int exitCode) && exitCode == 0) {
        succeeded.add(task);
      } else if (line instanceof Line.Started(String task, _)) {
        for (String upstream : tasks.getOrDefault(task, List.of())
            .stream()
            .flatMap(t -> t.upstream().stream())
            .toList()) {
          if (!succeeded.contains(upstream)) {
            report(Promise.ORDER, task, "started before " + upstream + " had completed");
          }
        }
      }
    }
  }

  private void report(Promise promise, String task, String what) {
    violations.add(new Violation(promise, task, what));
  }
}
