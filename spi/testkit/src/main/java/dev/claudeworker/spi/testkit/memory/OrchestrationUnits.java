package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves of orchestrations; what they do to tasks is kept until all units of the group were applied. */
final class OrchestrationUnits {

  private final Tables tables;
  private final Rests rests;
  private final Cascade cascade;
  private final List<OrchestrationMove> kept = new ArrayList<>();

  OrchestrationUnits(Tables tables, Rests rests, Cascade cascade) {
    this.tables = tables;
    this.rests = rests;
    this.cascade = cascade;
  }

  UnitResult move(Unit.MoveOrchestration unit) {
    Optional<Orchestration> row = tables.orchestrations.get(unit.move().orchestration());
    if (row.isEmpty()) {
      return Refusals.notFound(unit.move().orchestration());
    }
    if (!unit.move().from().contains(row.get().status())) {
      return Refusals.stateChanged(row.get());
    }
    return Refusals.otherVersion(row.get(), unit.expectedVersion()).orElseGet(() -> {
      tables.orchestrations.touch(row.get().id());
      write(unit.move());
      return Refusals.APPLIED;
    });
  }

  UnitResult delete(Unit.DeleteOrchestration unit) {
    Optional<Orchestration> row = tables.orchestrations.get(unit.orchestration());
    if (row.isEmpty()) {
      return Refusals.notFound(unit.orchestration());
    }
    if (!row.get().status().isFinal()) {
      return Refusals.stateChanged(row.get());
    }
    if (row.get().counts().total() > 0) {
      return Refusals.hasTasks(row.get());
    }
    tables.orchestrations.remove(row.get());
    tables.events.add(unit.event(), unit.orchestration());
    return Refusals.APPLIED;
  }

  private void write(OrchestrationMove move) {
    Orchestration row = tables.orchestrations.get(move.orchestration()).orElseThrow();
    tables.orchestrations.put(OrchestrationChanges.moved(row, move));
    move.events().forEach(event -> tables.events.add(event, move.orchestration()));
    kept.add(move);
  }

  /** Does to the tasks what the moves say, and asks the rule about what depends on them. */
  void moveTasks(DownstreamRule rule) {
    kept.forEach(move -> move.rest().ifPresent(rest -> rests.apply(rest, move.orchestration(), move.at())));
    kept.clear();
    cascade.run(rule);
  }

  /** Asks the rule about every orchestration that was touched, until nothing follows any more. */
  void settle(DownstreamRule rule) {
    for (var touched = tables.orchestrations.takeTouched(); !touched.isEmpty();
        touched = tables.orchestrations.takeTouched()) {
      touched.forEach(id -> rule.settle(new Progress(tables, id)).ifPresent(move -> {
        if (!move.orchestration().equals(id)
            || !move.from().contains(tables.orchestrations.get(id).orElseThrow().status())) {
          throw new IllegalStateException("the rule may move the orchestration it was asked about: " + move);
        }
        write(move);
      }));
      moveTasks(rule);
    }
  }
}
