package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.SubmissionTarget;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import java.time.Instant;

/** Learns when something becomes due by itself, so that nobody has to look all the time. Quick, from any thread. */
public interface DueTimes {

  /** Something becomes due then. */
  void note(Instant due);

  /** Notes the time that a move sets, if it sets one. */
  default void noteMove(TaskMove move) {
    move.due().ifPresent(this::note);
  }

  /** Notes all times that a unit sets. */
  default void noteUnit(Unit unit) {
    switch (unit) {
      case Unit.Submit submit -> {
        submit.tasks().forEach(task -> task.due().ifPresent(this::note));
        submit.into().ifPresent(this::noteTarget);
      }
      case Unit.Finish finish -> {
        noteMove(finish.move());
        finish.gates().forEach(this::noteGate);
      }
      case Unit.Move move -> noteMove(move.move());
      case Unit.RequestCancel cancel -> {}
      case Unit.TakeOver takeOver -> {}
      case Unit.SaveResumeReference save -> {}
      case Unit.ChangePriority priority -> {}
      case Unit.Delete delete -> {}
      case Unit.DeleteOrchestration delete -> {}
      case Unit.ChangeDependencies change -> noteMove(change.waiting());
      case Unit.MoveOrchestration move -> move.move().deadline().ifPresent(this::note);
      case Unit.ChangeGate gate -> noteGate(gate.change());
    }
  }

  private void noteTarget(SubmissionTarget target) {
    if (target instanceof SubmissionTarget.NewOrchestration made) {
      made.deadline().ifPresent(this::note);
    }
  }

  private void noteGate(GateChange change) {
    if (change instanceof GateChange.Close(var gate, var event)) {
      gate.until().ifPresent(this::note);
    }
  }
}
