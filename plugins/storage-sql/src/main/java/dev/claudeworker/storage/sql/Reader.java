package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.storage.sql.table.Mappers;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;

/** Runs reads, each over a connection of the pool, and says failures in the words of the storage. */
final class Reader {

  private final SqlBackend backend;
  private final Sessions sessions;

  /** Shared by reads, taken alone to close: so closing waits for the reads that run. Guards {@link #closed}. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  Reader(SqlBackend backend, Sessions sessions) {
    this.backend = backend;
    this.sessions = sessions;
  }

  <T> T read(Function<Mappers, T> query) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw StorageFailures.closed();
      }
      return run(query);
    } finally {
      lock.readLock().unlock();
    }
  }

  private <T> T run(Function<Mappers, T> query) {
    try (SqlSession session = sessions.reading()) {
      return query.apply(Mappers.of(session));
    } catch (PersistenceException failure) {
      Optional<WorkerException> explained =
          StorageFailures.sql(failure).map(backend::explain).or(() -> StorageFailures.unreadable(failure));
      throw explained.isPresent() ? explained.get() : failure;
    }
  }

  /** Waits for the running reads; the next begin when the work is done. */
  void betweenReads(Runnable work) {
    lock.writeLock().lock();
    try {
      work.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Waits for the running reads; later ones are refused. */
  void close() {
    lock.writeLock().lock();
    closed = true;
    lock.writeLock().unlock();
  }
}
