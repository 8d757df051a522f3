package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.storage.sql.group.Loading;
import dev.claudeworker.storage.sql.table.LoadingMapper;
import dev.claudeworker.storage.sql.table.Mappers;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.ibatis.exceptions.PersistenceException;

/**
 * Large graphs are written in several transactions where only this process uses the database. Their tasks are unseen until the
 * last of them is committed; if it never comes, because it failed or the process was killed, they are removed before anything
 * else is written.
 */
final class GraphLoading {

  /** So many tasks are removed in one transaction. */
  private static final long PART = 1_000;

  private final SqlBackend backend;
  private final Reader reader;
  private final Writer writer;
  private final VisibleTasks visible;

  /** Whether tasks may have been left by a transaction that never came. Guarded by the writer. */
  private boolean suspected;

  GraphLoading(SqlBackend backend, Reader reader, Writer writer, VisibleTasks visible) {
    this.backend = backend;
    this.reader = reader;
    this.writer = writer;
    this.visible = visible;
    suspected = isPossible();
  }

  private boolean isPossible() {
    return !backend.dialect().severalWriters();
  }

  /** For one transaction; empty if other servers would see what is not there yet. */
  Optional<Loading> within(Writer.Open open) {
    return isPossible() ? Optional.of(new Parts(open)) : Optional.empty();
  }

  /** The transaction is committed: what it loaded is there. */
  void committed() {
    if (suspected) {
      suspected = false;
      visible.all();
    }
  }

  private final class Parts implements Loading {

    private final Writer.Open open;

    Parts(Writer.Open open) {
      this.open = open;
    }

    @Override
    public void begin(long firstTask) {
      suspected = true;
      // A reader that runs may have looked before at how far it may read.
      reader.betweenReads(() -> visible.endAt(firstTask - 1));
      open.mappers().loading().begin(firstTask);
    }

    @Override
    public void commitPart() {
      Batches.flushAll(open.session());
      open.session().commit(true);
    }
  }

  /** Removes what was left, if anything may have been. */
  void removeLeftovers() {
    writer.exclusively(exclusive -> {
      if (suspected) {
        reader.read(mappers -> Optional.ofNullable(mappers.loading().first())).ifPresent(this::remove);
        committed();
      }
      return exclusive;
    });
  }

  private void remove(long first) {
    visible.endAt(first - 1);
    StorageFailures.LOG.info("a large graph was not written to its end: what was written of it is removed");
    long last = reader.read(mappers -> mappers.loading().lastTask());
    for (long end = last; end >= first; end -= PART) {
      removePart(Math.max(first, end - PART + 1), end);
    }
    write(mappers -> mappers.loading().end());
  }

  private void removePart(long first, long last) {
    write(mappers -> {
      LoadingMapper loading = mappers.loading();
      loading.deleteEdges(first, last);
      loading.deleteTexts(first, last);
      loading.deleteLabels(first, last);
      loading.deleteTasks(first, last);
    });
  }

  private void write(Consumer<Mappers> statements) {
    try {
      writer.commit(open -> {
        statements.accept(open.mappers());
        return open;
      });
    } catch (PersistenceException failure) {
      Optional<WorkerException> explained = StorageFailures.sql(failure).map(backend::explain);
      throw explained.isPresent() ? explained.get() : failure;
    }
  }
}
