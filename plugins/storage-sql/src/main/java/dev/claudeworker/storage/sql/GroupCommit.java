package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.storage.sql.SqlBackend.FailureKind;
import dev.claudeworker.storage.sql.group.CallerException;
import dev.claudeworker.storage.sql.group.GroupTransaction;
import dev.claudeworker.storage.sql.table.Texts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies groups. A group that fails is tried unit by unit, so that one that the database cannot take fails alone. Nothing
 * is answered before it is durable.
 */
final class GroupCommit {

  /** How often a transaction is tried again when another server stood in its way. */
  private static final int MAX_CONFLICTS = 5;

  private final SqlBackend backend;
  private final Writer writer;
  private final Texts texts;
  private final DurableHead head;
  private final GraphLoading loading;

  GroupCommit(SqlBackend backend, Writer writer, Texts texts, DurableHead head, GraphLoading loading) {
    this.backend = backend;
    this.writer = writer;
    this.texts = texts;
    this.head = head;
    this.loading = loading;
  }

  GroupResult apply(Group group) {
    try {
      return durable(group);
    } catch (CallerException failure) {
      throw failure.thrown();
    }
  }

  private GroupResult durable(Group group) {
    return writer.exclusively(exclusive -> {
      GroupResult result = committed(group);
      if (mayHaveWritten(result)) {
        exclusive.makeDurable();
      }
      if (!result.events().isEmpty()) {
        head.moveTo(result.events().getLast().sequence());
      }
      return result;
    });
  }

  /** An idle claim writes nothing. What was applied before may have been committed by a group whose sync failed. */
  private static boolean mayHaveWritten(GroupResult result) {
    boolean refused = result.results()
        .stream()
        .allMatch(answer -> answer instanceof UnitResult.Refused || answer instanceof UnitResult.LeaseLost);
    return !refused || !result.claimed().isEmpty() || !result.events().isEmpty();
  }

  private GroupResult committed(Group group) {
    try {
      return transaction(group);
    } catch (RuntimeException failure) {
      throwIfHopeless(failure);
      return group.units().isEmpty() ? rethrow(failure) : oneByOne(group, failure);
    }
  }

  private GroupResult transaction(Group group) {
    for (int conflicts = 0;; conflicts++) {
      try {
        loading.removeLeftovers();
        GroupResult result = writer.commit(open -> {
          Runnable flush = () -> Batches.flushAll(open.session());
          return new GroupTransaction(open.mappers(), texts, backend::now, flush, loading.within(open)).run(group);
        });
        loading.committed();
        return result;
      } catch (RuntimeException failure) {
        if (conflicts == MAX_CONFLICTS || !isConflict(failure)) {
          throw failure;
        }
      }
    }
  }

  private GroupResult oneByOne(Group group, RuntimeException failure) {
    StorageFailures.LOG.warn(
        "a group of {} units failed and is applied unit by unit: {}",
        group.units().size(),
        StorageFailures.refusal(failure));
    List<UnitResult> results = new ArrayList<>();
    List<TaskEvent> events = new ArrayList<>();
    for (Unit unit : group.units()) {
      GroupResult alone = alone(new Group(List.of(unit), group.rule(), Optional.empty()));
      results.addAll(alone.results());
      events.addAll(alone.events());
    }
    List<ClaimedTask> claimed = new ArrayList<>();
    if (group.claim().isPresent()) {
      GroupResult claim = committed(new Group(List.of(), group.rule(), group.claim()));
      claimed.addAll(claim.claimed());
      events.addAll(claim.events());
    }
    return new GroupResult(results, claimed, events);
  }

  private GroupResult alone(Group single) {
    try {
      return transaction(single);
    } catch (RuntimeException failure) {
      throwIfHopeless(failure);
      UnitResult refused = new UnitResult.Refused(Refusal.INVALID, StorageFailures.refusal(failure));
      return new GroupResult(List.of(refused), List.of(), List.of());
    }
  }

  private boolean isConflict(RuntimeException failure) {
    return failure instanceof Batches.StaleRowException
        || StorageFailures.sql(failure).filter(sql -> backend.kindOf(sql) == FailureKind.CONFLICT).isPresent();
  }

  private void throwIfHopeless(RuntimeException failure) {
    if (failure instanceof WorkerException || failure instanceof CallerException) {
      throw failure;
    }
    Optional<SQLException> sql = StorageFailures.sql(failure);
    if (sql.isPresent() && backend.kindOf(sql.get()) == FailureKind.UNAVAILABLE) {
      throw backend.explain(sql.get());
    }
  }

  private static GroupResult rethrow(RuntimeException failure) {
    throw failure;
  }
}
