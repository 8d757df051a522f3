package dev.claudeworker.stub;

import dev.claudeworker.stub.Directive.Fault;
import dev.claudeworker.stub.Directive.FaultKind;
import dev.claudeworker.stub.Directive.Modifier;
import dev.claudeworker.stub.Directive.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The turns a prompt asks for. The stub keeps no position: the number of assistant turns in the
 * conversation says which step is next, so a resumed session carries on at the right one.
 */
record Script(List<Step> steps) {

  /**
   * One assistant turn.
   *
   * @param faults what goes wrong before it, in order
   * @param modifiers what changes it
   * @param reply the turn itself; empty means the stub's default text
   */
  record Step(List<Fault> faults, List<Modifier> modifiers, Optional<Reply> reply) {

    /** The fault that the given attempt (counted from 1) meets, if any. */
    Optional<FaultKind> faultAt(int attempt) {
      int used = 0;
      for (Fault fault : faults) {
        if (fault.times() == 0 || attempt <= used + fault.times()) {
          return Optional.of(fault.kind());
        }
        used += fault.times();
      }
      return Optional.empty();
    }
  }

  static Script of(List<Directive> directives) {
    List<Step> steps = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    List<Modifier> modifiers = new ArrayList<>();
    for (Directive directive : directives) {
      switch (directive) {
        case Fault fault -> faults.add(fault);
        case Modifier modifier -> modifiers.add(modifier);
        case Reply reply -> {
          steps.add(new Step(List.copyOf(faults), List.copyOf(modifiers), Optional.of(reply)));
          faults.clear();
          modifiers.clear();
        }
      }
    }
    if (!faults.isEmpty() || !modifiers.isEmpty()) {
      steps.add(new Step(List.copyOf(faults), List.copyOf(modifiers), Optional.empty()));
    }
    return new Script(List.copyOf(steps));
  }

  Optional<Step> step(int turn) {
    return turn < steps.size() ? Optional.of(steps.get(turn)) : Optional.empty();
  }
}
