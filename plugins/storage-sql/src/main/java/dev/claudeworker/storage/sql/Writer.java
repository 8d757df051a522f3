package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.storage.sql.table.Mappers;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;

/** The one connection over which everything is written, with its statements kept. */
final class Writer implements AutoCloseable {

  private final SqlBackend backend;
  private final Sessions sessions;

  /** Held from the first statement of a transaction until it is durable; guards {@link #session} and {@link #closed}. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private Optional<Open> session = Optional.empty();
  private boolean closed;

  /** An open session with its statements. */
  record Open(SqlSession session, Mappers mappers) {}

  Writer(SqlBackend backend, Sessions sessions) {
    this.backend = backend;
    this.sessions = sessions;
  }

  /** Keeps everybody else from writing while the work is done; nesting is allowed. */
  <T> T exclusively(Function<Writer, T> work) {
    lock.lock();
    try {
      if (closed) {
        throw StorageFailures.closed();
      }
      return work.apply(this);
    } finally {
      lock.unlock();
    }
  }

  /** Runs a transaction and commits it; rolls back and throws what it threw if it fails. Not yet durable. */
  <T> T commit(Function<Open, T> transaction) {
    return exclusively(writer -> {
      try {
        Open open = open();
        T result = transaction.apply(open);
        open.session().commit(true);
        return result;
      } catch (RuntimeException | Error failure) {
        rollback(failure);
        throw failure;
      }
    });
  }

  /** Makes everything committed so far durable. */
  void makeDurable() {
    exclusively(writer -> {
      try {
        backend.makeDurable(open().session().getConnection());
        return writer;
      } catch (SQLException failure) {
        throw backend.explain(failure);
      }
    });
  }

  private Open open() {
    return session.orElseGet(() -> {
      Open opened = reopen();
      session = Optional.of(opened);
      return opened;
    });
  }

  private Open reopen() {
    try {
      SqlSession opened = sessions.writing(backend.openWriter());
      return new Open(opened, Mappers.of(opened));
    } catch (SQLException failure) {
      throw backend.explain(failure);
    }
  }

  /** A connection that cannot even roll back is thrown away; the next transaction opens another. */
  private void rollback(Throwable failure) {
    try {
      session.ifPresent(open -> open.session().rollback(true));
    } catch (PersistenceException broken) {
      failure.addSuppressed(broken);
      discard();
    }
    if (failure instanceof WorkerException
        || StorageFailures.sql(failure)
            .filter(sql -> backend.kindOf(sql) == SqlBackend.FailureKind.UNAVAILABLE)
            .isPresent()) {
      discard();
    }
  }

  private void discard() {
    Optional<Open> broken = session;
    session = Optional.empty();
    try {
      broken.ifPresent(open -> open.session().close());
    } catch (PersistenceException alreadyGone) {
      StorageFailures.LOG.debug("closing a broken connection failed", alreadyGone);
    }
  }

  /** Waits for the running transaction, then closes. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      discard();
    } finally {
      lock.unlock();
    }
  }
}
