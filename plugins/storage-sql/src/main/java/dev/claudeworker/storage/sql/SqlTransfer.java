package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.ImportProgress;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.StoreHeads;
import dev.claudeworker.spi.storage.StoreSnapshot;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.storage.Transfer;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.Texts;
import dev.claudeworker.storage.sql.table.TransferMapper.Heads;
import dev.claudeworker.storage.sql.table.TransferMapper.Mark;
import dev.claudeworker.storage.sql.transfer.StoreRecords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;

/** Moves a store in and out of an SQL database. */
final class SqlTransfer implements Transfer {

  private final SqlBackend backend;
  private final Sessions sessions;
  private final Reader reader;
  private final Writer writer;
  private final StoreRecords records;
  private final DurableHead head;
  private final Identity identity;

  /** Remembers who the store is now. */
  interface Identity {
    UUID storeId();

    void become(UUID storeId, String epoch);
  }

  SqlTransfer(SqlBackend backend, Sessions sessions, Reader reader, Writer writer, Texts texts, DurableHead head,
      Identity identity) {
    this.backend = backend;
    this.sessions = sessions;
    this.reader = reader;
    this.writer = writer;
    this.records = new StoreRecords(texts);
    this.head = head;
    this.identity = identity;
  }

  @Override
  public StoreSnapshot snapshot() {
    return explained(() -> {
      try {
        Connection connection = backend.openSnapshot();
        SqlSession session = sessions.reading(connection);
        try {
          // The first statement makes the snapshot.
          return new Snapshot(session, Mappers.of(session).transfer().heads());
        } catch (RuntimeException failure) {
          session.close();
          throw failure;
        }
      } catch (SQLException failure) {
        throw backend.explain(failure);
      }
    });
  }

  private final class Snapshot implements StoreSnapshot {

    private final SqlSession session;
    private final Heads last;

    Snapshot(SqlSession session, Heads last) {
      this.session = session;
      this.last = last;
    }

    @Override
    public StoreHeads heads() {
      return new StoreHeads(last.task(), last.orchestration(), last.event());
    }

    @Override
    public void read(Consumer<StoredRecord> sink) {
      explained(() -> {
        records.readAll(Mappers.of(session), sink);
        return last;
      });
    }

    @Override
    public void close() {
      session.close();
    }
  }

  @Override
  public Optional<ImportProgress> unfinished() {
    return reader.read(mappers -> mappers.transfer().markTables() == 0
        ? Optional.<Mark>empty()
        : Optional.ofNullable(mappers.transfer().mark()))
        .map(mark -> new ImportProgress(mark.source(), mark.records()));
  }

  @Override
  public ImportProgress begin(String source) {
    Optional<ImportProgress> before = unfinished();
    if (before.isEmpty()) {
      // One after the other: a statement is prepared before the one in front of it is sent.
      written(mappers -> mappers.transfer().makeMarkTable());
      written(mappers -> mappers.transfer().insertMark(source));
    } else if (!before.get().source().equals(source)) {
      throw new WorkerException(
          StorageErrors.IMPORT_UNFINISHED,
          "another import into this store was begun and not finished: " + before.get().source(),
          "go on with that one, or begin with an empty store");
    }
    return before.orElse(new ImportProgress(source, 0));
  }

  @Override
  public void write(List<StoredRecord> part, long position) {
    written(mappers -> {
      records.write(mappers, part);
      mappers.transfer().moveMark(position);
    });
  }

  @Override
  public void finish(StoreHeads heads, Optional<UUID> storeId) {
    UUID store = storeId.orElseGet(identity::storeId);
    String epoch = UUID.randomUUID().toString();
    written(mappers -> {
      records.finish(mappers, heads);
      mappers.transfer().identify(store, epoch);
      mappers.transfer().deleteMark();
    });
    written(mappers -> mappers.transfer().dropMarkTable());
    head.moveTo(reader.read(mappers -> mappers.events().head()));
    identity.become(store, epoch);
  }

  /** Runs a transaction; it is durable when this returns. */
  private void written(Consumer<Mappers> transaction) {
    explained(() -> {
      writer.exclusively(exclusive -> {
        exclusive.commit(open -> {
          transaction.accept(open.mappers());
          return open;
        });
        exclusive.makeDurable();
        return exclusive;
      });
      return transaction;
    });
  }

  private <T> T explained(Supplier<T> work) {
    try {
      return work.get();
    } catch (PersistenceException failure) {
      Optional<WorkerException> explained = StorageFailures.sql(failure).map(backend::explain);
      throw explained.isPresent() ? explained.get() : failure;
    }
  }
}
