package dev.claudeworker.plugin.h2.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.store.fs.FilePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes transactions durable by writing what they ran into a journal and syncing that, instead of all the pages of the database's file
 * that they touched. Those are written by a checkpoint, after which the journal begins anew: when the journal is full, when too much waits
 * in memory, for a transaction that is too large for the journal, and after a failure.
 *
 * <p>Whoever opens a database whose file is behind runs the rest of the journal again: the statements, in the same order, on the same
 * state, must change the same rows.
 */
public final class Journal implements Durability {

  /** So much of the journal one transaction, or what waits for its sync, may take. */
  private static final int LARGEST_PART = 4;

  private static final Logger LOG = LoggerFactory.getLogger("dev.claudeworker.plugin.h2");

  private final FilePath path;
  private final long mostBytes;
  private final Checkpoint checkpoint;

  /** Guards all fields below; held while something is committed and while the journal is written. */
  private final ReentrantLock lock = new ReentrantLock();

  /** The database as H2 has it open now, once it is sure to have everything that was acknowledged. */
  private volatile Optional<Object> attached = Optional.empty();

  private Optional<JournalFile> file = Optional.empty();
  private Encoding encoding = new Encoding();
  private final List<Transaction> committed = new ArrayList<>();
  private long committedBytes;
  private long last;
  private boolean checkpointDue;

  /**
   * A journal that is not in use yet.
   *
   * @param location of its file, as H2 names files: a path behind the name of a file system
   * @param mostBytes how large it becomes before a checkpoint
   * @param checkpoint how the database's own file is written
   */
  public Journal(String location, long mostBytes, Checkpoint checkpoint) {
    this.path = FilePath.get(location);
    this.mostBytes = mostBytes;
    this.checkpoint = checkpoint;
  }

  /**
   * Brings a database that was not closed to the end of its journal, and makes an end of the journal. Before the database is
   * used; nothing happens if there is no journal.
   *
   * @param connections opens the database
   * @throws SQLException if the database failed
   * @throws JournalDamagedException if something is missing
   */
  public void settle(Connections connections) throws SQLException {
    if (!path.exists()) {
      return;
    }
    try (Connection connection = connections.open()) {
      connection.setAutoCommit(false);
      settle(connection, JournalTable.read(connection));
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  /**
   * Looks whether the file of a database that nobody uses has all of it, once it is settled.
   *
   * @param connections opens the database
   * @throws SQLException if the database failed
   * @throws JournalDamagedException if its journal would have the rest
   */
  public void requireSettled(Connections connections) throws SQLException {
    try (Connection connection = connections.open()) {
      Optional<JournalTable.State> state = JournalTable.read(connection);
      if (state.filter(JournalTable.State::inUse).isPresent()) {
        throw missing();
      }
    }
  }

  private JournalDamagedException missing() {
    return new JournalDamagedException(
        "it was not closed, and its journal " + path.unwrap()
            + " is missing (put it back; if it is gone for good, an empty file in its place gives up the last changes)");
  }

  /** Opens a database. */
  @FunctionalInterface
  public interface Connections {

    /**
     * Opens it.
     *
     * @return a connection
     * @throws SQLException if it cannot be opened
     */
    Connection open() throws SQLException;
  }

  private void settle(Connection connection, Optional<JournalTable.State> state) throws SQLException, IOException {
    UUID journal = state.map(JournalTable.State::journal).orElseGet(UUID::randomUUID);
    try (JournalFile found = JournalFile.open(path, journal, mostBytes)) {
      if (state.isPresent() && state.get().inUse()) {
        runAgain(found, connection, state.get());
      } else if (found.isOfAnother()) {
        keepAside();
        return;
      }
    }
    path.delete();
  }

  private void runAgain(JournalFile found, Connection connection, JournalTable.State state)
      throws SQLException, IOException {
    if (found.isOfAnother()) {
      throw new JournalDamagedException(
          "it was not closed, and " + path.unwrap() + " is the journal of another database");
    }
    long run = JournalReader.run(found, connection, state.last());
    LOG.info("the database was not closed: {} transactions of its journal were run again", run);
    JournalTable.end(connection);
    connection.commit();
    checkpoint.write(connection);
  }

  private void keepAside() {
    FilePath kept = FilePath.get(path + ".left-" + UUID.randomUUID());
    path.moveTo(kept, false);
    LOG.warn("{} belongs to another database than the one beside it, and is kept as {}", path.unwrap(), kept.unwrap());
  }

  @Override
  public void attach(Connection connection) throws SQLException {
    if (isAttached(connection)) {
      return;
    }
    lock.lock();
    try {
      if (!isAttached(connection)) {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
          bringUp(connection);
        } finally {
          connection.rollback();
          connection.setAutoCommit(autoCommit);
        }
        attached = database(connection);
      }
    } catch (IOException failure) {
      throw failed(failure);
    } finally {
      lock.unlock();
    }
  }

  private boolean isAttached(Connection connection) throws SQLException {
    Optional<Object> now = attached;
    return now.isPresent() && now.equals(database(connection));
  }

  /** Empty if the connection is closed. */
  private static Optional<Object> database(Connection connection) throws SQLException {
    return connection.isClosed() ? Optional.empty()
        : Optional.of(connection.unwrap(JdbcConnection.class).getSession())
            .map(session -> ((SessionLocal) session).getDatabase());
  }

  private void bringUp(Connection connection) throws SQLException, IOException {
    forgetCommitted();
    Optional<JournalTable.State> state = JournalTable.read(connection);
    last = state.map(JournalTable.State::last).orElse(0L);
    if (file.isPresent()) {
      long run = JournalReader.run(file.get(), connection, last);
      if (run > 0) {
        LOG.info("H2 has closed the database and opened it again: {} transactions of its journal were run again", run);
      }
      last += run;
      checkpointDue = true;
    } else {
      begin(connection, state.filter(JournalTable.State::inUse).isPresent());
    }
  }

  private void begin(Connection connection, boolean inUse) throws SQLException, IOException {
    if (inUse) {
      throw missing();
    }
    UUID journal = UUID.randomUUID();
    JournalFile made = JournalFile.make(path, journal, mostBytes);
    try {
      JournalTable.write(connection, new JournalTable.State(journal, last, true));
      connection.commit();
      checkpoint.write(connection);
    } catch (SQLException | RuntimeException failure) {
      // A database that does not know of it would take it for another's.
      made.close();
      throw failure;
    }
    file = Optional.of(made);
  }

  @Override
  public Connection writer(Connection connection) throws SQLException {
    var recording = new Recording(mostBytes / LARGEST_PART);
    PreparedStatement advance = connection.prepareStatement(JournalTable.ADVANCE);
    return RecordedConnection.of(connection, recording, () -> commit(connection, advance, recording));
  }

  private void commit(Connection connection, PreparedStatement advance, Recording recording) throws SQLException {
    lock.lock();
    try {
      requireAttached(connection);
      advance.setLong(1, last + 1);
      if (advance.executeUpdate() != 1) {
        throw new JournalDamagedException("it has lost count of what its journal has");
      }
      // Whether a commit that fails took place shows only in the file.
      boolean before = checkpointDue;
      checkpointDue = true;
      connection.commit();
      checkpointDue = before || recording.isBeyond();
      last++;
      keep(new Transaction(last, recording.changes()), recording.bytes());
    } finally {
      lock.unlock();
    }
  }

  private void keep(Transaction transaction, long bytes) {
    committedBytes += bytes;
    checkpointDue |= committedBytes > mostBytes / LARGEST_PART;
    if (checkpointDue) {
      forgetCommitted();
    } else {
      committed.add(transaction);
    }
  }

  private void forgetCommitted() {
    committed.clear();
    committedBytes = 0;
  }

  @Override
  public void makeDurable(Connection writer) throws SQLException {
    lock.lock();
    try {
      requireAttached(writer);
      if (checkpointDue || checkpoint.isDue(writer)) {
        takeCheckpoint(writer);
      } else if (!committed.isEmpty()) {
        append(writer);
      }
    } finally {
      lock.unlock();
    }
  }

  /** What was committed to a database that was closed since is in none, or was run again. */
  private void requireAttached(Connection connection) throws SQLException {
    if (!isAttached(connection)) {
      forgetCommitted();
      throw new SQLException("the database was closed meanwhile", "90098", ErrorCode.DATABASE_IS_CLOSED);
    }
  }

  private void append(Connection writer) throws SQLException {
    byte[] content = encoding.encode(committed);
    JournalFile journal = file.orElseThrow();
    if (!journal.hasRoomFor(content.length)) {
      takeCheckpoint(writer);
      return;
    }
    // Until it is written well: what a failed write left is written over, from the beginning.
    checkpointDue = true;
    try {
      journal.append(new JournalRecord(committed.getFirst().number(), committed.getLast().number(), content));
    } catch (IOException failure) {
      throw failed(failure);
    }
    checkpointDue = false;
    forgetCommitted();
  }

  private void takeCheckpoint(Connection connection) throws SQLException {
    checkpoint.write(connection);
    file.orElseThrow().rewind();
    encoding = new Encoding();
    forgetCommitted();
    checkpointDue = false;
  }

  @Override
  public void end(Connection connection) throws SQLException {
    attach(connection);
    lock.lock();
    try {
      JournalTable.end(connection);
      checkpoint.write(connection);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close(boolean ended) {
    lock.lock();
    try {
      attached = Optional.empty();
      if (file.isPresent()) {
        file.get().close();
        file = Optional.empty();
        if (ended) {
          path.delete();
        }
      }
    } catch (IOException failure) {
      LOG.warn("the journal {} could not be closed: {}", path, failure.toString());
    } finally {
      lock.unlock();
    }
  }

  private static SQLException failed(IOException failure) {
    return new SQLException(
        "the journal failed: " + failure.getMessage(), "90028", ErrorCode.IO_EXCEPTION_1, failure);
  }
}
