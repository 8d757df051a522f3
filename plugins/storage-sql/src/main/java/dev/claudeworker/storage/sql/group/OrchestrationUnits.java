package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Moves of orchestrations; what they do to tasks is kept until all units of the group were written. */
final class OrchestrationUnits {

  private final OrchestrationSet orchestrations;
  private final Rests rests;
  private final EventBlock events;
  private final List<OrchestrationMove> kept = new ArrayList<>();

  /** Asks the rule about tasks that changed in the database, and writes what follows. */
  @FunctionalInterface
  interface Following {
    void ask(Set<TaskId> tasks);
  }

  OrchestrationUnits(OrchestrationSet orchestrations, Rests rests, EventBlock events) {
    this.orchestrations = orchestrations;
    this.rests = rests;
    this.events = events;
  }

  UnitResult move(Unit.MoveOrchestration unit) {
    Optional<Orchestration> row = orchestrations.get(unit.move().orchestration());
    if (row.isEmpty()) {
      return Refusals.notFound(unit.move().orchestration());
    }
    if (!unit.move().from().contains(row.get().status())) {
      return Refusals.stateChanged(row.get());
    }
    return Refusals.otherVersion(row.get(), unit.expectedVersion()).orElseGet(() -> {
      orchestrations.touch(row.get().id());
      write(unit.move());
      return Refusals.APPLIED;
    });
  }

  UnitResult delete(Unit.DeleteOrchestration unit) {
    Optional<Orchestration> row = orchestrations.get(unit.orchestration());
    if (row.isEmpty()) {
      return Refusals.notFound(unit.orchestration());
    }
    if (!row.get().status().isFinal()) {
      return Refusals.stateChanged(row.get());
    }
    if (row.get().counts().total() > 0) {
      return Refusals.hasTasks(row.get());
    }
    orchestrations.remove(row.get().id());
    events.add(unit.event(), unit.orchestration());
    return Refusals.APPLIED;
  }

  private void write(OrchestrationMove move) {
    Orchestration row = orchestrations.get(move.orchestration()).orElseThrow();
    orchestrations.put(OrchestrationChanges.moved(row, move));
    move.events().forEach(event -> events.add(event, move.orchestration()));
    kept.add(move);
  }

  /** Does to the tasks what the moves say. */
  void moveTasks(Following following) {
    Set<TaskId> toAsk = new TreeSet<>();
    for (OrchestrationMove move : kept) {
      move.rest().ifPresent(rest -> toAsk.addAll(rests.apply(rest, move.orchestration(), move.at())));
    }
    kept.clear();
    if (!toAsk.isEmpty()) {
      following.ask(toAsk);
    }
  }

  /** Asks the rule about every orchestration that was touched, until nothing follows any more. */
  void settle(DownstreamRule rule, ProgressReads reads, Following following) {
    for (var touched = orchestrations.takeTouched(); !touched.isEmpty(); touched = orchestrations.takeTouched()) {
      orchestrations.load(touched);
      for (OrchestrationId id : touched) {
        Progress progress = new Progress(id, orchestrations, reads);
        rule.settle(progress).ifPresent(move -> follow(id, move));
      }
      moveTasks(following);
    }
  }

  private void follow(OrchestrationId id, OrchestrationMove move) {
    boolean its = move.orchestration().equals(id);
    if (!its || orchestrations.get(id).filter(row -> move.from().contains(row.status())).isEmpty()) {
      throw new CallerException(
          new IllegalStateException(
              "the rule may move the orchestration it was asked about, from the state it is in: "
                  + move.orchestration()));
    }
    write(move);
  }
}
