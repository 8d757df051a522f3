package dev.claudeworker.plugin.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens, over a connection of its own, for what any server commits. When nothing was heard for a while it looks at the
 * event head, which also shows whether the connection still stands; a broken one is opened anew.
 */
final class PostgresListener implements AutoCloseable {

  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

  private final PostgresSource source;
  private final LongConsumer changed;
  private final Thread thread;

  /** Guards {@link #connection} and {@link #closed}; never held while the database is asked. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition ended = lock.newCondition();
  private Optional<Connection> connection = Optional.empty();
  private boolean closed;

  private PostgresListener(PostgresSource source, LongConsumer changed) {
    this.source = source;
    this.changed = changed;
    thread = Thread.ofVirtual().name("postgres listener").unstarted(this::run);
  }

  static PostgresListener start(PostgresSource source, LongConsumer changed) {
    var listener = new PostgresListener(source, changed);
    listener.thread.start();
    return listener;
  }

  private void run() {
    boolean open = true;
    while (open) {
      try (Connection opened = source.getConnection()) {
        if (keep(opened)) {
          listen(opened);
        }
      } catch (SQLException _) {
        // Who writes or reads meets the same failure and says it; here the only answer is to try again.
      }
      open = pause();
    }
  }

  /** Remembers the connection, so that closing can end a wait on it; false if this is closed already. */
  private boolean keep(Connection opened) {
    lock.lock();
    try {
      connection = Optional.of(opened);
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void listen(Connection opened) throws SQLException {
    PGConnection notifying = opened.unwrap(PGConnection.class);
    try (Statement statement = opened.createStatement()) {
      statement.execute("LISTEN claude_worker");
      // What was committed while nobody listened.
      changed.accept(head(statement));
      while (true) {
        PGNotification[] heard = notifying.getNotifications(Math.toIntExact(QUIET.toMillis()));
        boolean any = heard != null && heard.length > 0;
        changed.accept(any ? Long.parseLong(heard[heard.length - 1].getParameter()) : head(statement));
      }
    }
  }

  private static long head(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT last FROM event_head")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Waits before the next try; false if there is none. */
  private boolean pause() {
    lock.lock();
    try {
      connection = Optional.empty();
      long left = PAUSE_AFTER_ERROR.toNanos();
      while (!closed && left > 0) {
        left = ended.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException _) {
      // Nobody but this class owns the thread, and it never interrupts it.
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the wait for notifications by closing its socket. */
  @Override
  public void close() {
    Optional<Connection> open;
    lock.lock();
    try {
      closed = true;
      open = connection;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (open.isPresent()) {
        open.get().abort(Runnable::run);
      }
      thread.join();
    } catch (SQLException _) {
      // Broken already.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
