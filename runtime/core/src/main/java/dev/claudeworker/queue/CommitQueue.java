package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.SubmissionTarget.NewOrchestration;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.Unit.Submit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The units that wait for a group, in the order of their arrival. No two units of a group are about the same task (or repeat
 * the same submission); a later one waits for the next group, so that the order of changes to a task is kept. Not safe for
 * use from several threads; its owner's lock guards it.
 */
final class CommitQueue {

  /** A submission of more tasks travels alone: others would wait for it, and the storage may write it in parts. */
  private static final int LARGE = 1_000;

  private final ArrayDeque<Commit> waiting = new ArrayDeque<>();
  private int kept;

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** How many could be refused instead of being added. */
  int refusable() {
    return waiting.size() - kept;
  }

  void add(Commit commit) {
    waiting.add(commit);
    kept += commit.kept() ? 1 : 0;
  }

  /** Puts units back to the front, in their order. */
  void putBack(List<Commit> commits) {
    commits.reversed().forEach(commit -> {
      waiting.addFirst(commit);
      kept += commit.kept() ? 1 : 0;
    });
  }

  /** Takes the next group. */
  List<Commit> take(int most) {
    List<Commit> group = new ArrayList<>(Math.min(most, waiting.size()));
    if (waiting.size() == 1) {
      group.add(waiting.remove());
    } else {
      takeWithoutConflicts(group, most);
    }
    group.forEach(commit -> kept -= commit.kept() ? 1 : 0);
    return group;
  }

  private void takeWithoutConflicts(List<Commit> group, int most) {
    Set<Object> subjects = new HashSet<>();
    List<Commit> deferred = new ArrayList<>();
    while (group.size() < most && !waiting.isEmpty()) {
      if (isLarge(waiting.element()) && !(group.isEmpty() && deferred.isEmpty())) {
        break;
      }
      Commit next = waiting.remove();
      if (isLarge(next)) {
        group.add(next);
        break;
      }
      if (addSubjects(next.unit(), subjects)) {
        group.add(next);
      } else {
        deferred.add(next);
      }
    }
    deferred.reversed().forEach(waiting::addFirst);
  }

  private static boolean isLarge(Commit commit) {
    return commit.unit() instanceof Submit submit && submit.tasks().size() > LARGE;
  }

  /** False if the unit must wait; its subjects are then taken all the same, so that what follows it waits too. */
  private static boolean addSubjects(Unit unit, Set<Object> subjects) {
    return switch (unit) {
      case Submit submit -> addSubmission(submit, subjects);
      case Unit.ChangeGate gate -> true;
      // Two of them could close a cycle together that neither closes alone.
      case Unit.ChangeDependencies change -> subjects.add(Unit.ChangeDependencies.class) & subjects.add(change.task());
      default -> subject(unit).map(subjects::add).orElse(true);
    };
  }

  private static boolean addSubmission(Submit submit, Set<Object> subjects) {
    boolean free = submit.key().map(key -> subjects.add(List.of(key.project(), key.key()))).orElse(true);
    for (var task : submit.tasks()) {
      free &= subjects.add(task.uuid());
    }
    if (submit.into().isPresent() && submit.into().get() instanceof NewOrchestration orchestration) {
      free &= subjects.add(orchestration.uuid());
    }
    return free;
  }

  private static Optional<Object> subject(Unit unit) {
    return switch (unit) {
      case Submit submit -> Optional.empty();
      case Unit.ChangeGate gate -> Optional.empty();
      case Unit.Finish finish -> Optional.of(finish.lease().task());
      case Unit.Move move -> Optional.of(move.move().task());
      case Unit.RequestCancel cancel -> Optional.of(cancel.task());
      case Unit.TakeOver takeOver -> Optional.of(takeOver.current().task());
      case Unit.SaveResumeReference save -> Optional.of(save.lease().task());
      case Unit.ChangePriority priority -> Optional.of(priority.task());
      case Unit.Delete delete -> Optional.of(delete.task());
      case Unit.ChangeDependencies change -> Optional.of(change.task());
      case Unit.MoveOrchestration move -> Optional.of(move.move().orchestration());
      case Unit.DeleteOrchestration delete -> Optional.of(delete.orchestration());
    };
  }
}
