package dev.claudeworker.plugin.h2.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Brings a database to the state that its journal tells of. */
final class JournalReader {

  private final JournalFile file;
  private final Encoding encoding = new Encoding();
  private final Replay replay;
  private long reached;
  private long run;

  private JournalReader(JournalFile file, Connection connection, long reached) {
    this.file = file;
    this.replay = new Replay(connection);
    this.reached = reached;
  }

  /**
   * Runs what the database does not have, and commits it.
   *
   * @param file its journal
   * @param connection to the database, without auto-commit
   * @param last number of the last transaction that the database has
   * @return how many were run
   */
  static long run(JournalFile file, Connection connection, long last) throws SQLException, IOException {
    var reader = new JournalReader(file, connection, last);
    reader.all();
    return reader.run;
  }

  private void all() throws SQLException, IOException {
    file.rewind();
    Optional<JournalRecord> record = file.next();
    while (record.isPresent()) {
      long next = record.get().last() + 1;
      apply(record.get());
      // What stands behind the newest record is of an earlier lap, and has smaller numbers.
      record = file.next().filter(following -> following.first() == next);
    }
    if (file.hasBeyond(reached)) {
      throw new JournalDamagedException("what its journal has behind transaction " + reached + " cannot be read");
    }
  }

  private void apply(JournalRecord record) throws SQLException, IOException {
    for (Transaction transaction : encoding.decode(record.content())) {
      if (transaction.number() > reached + 1) {
        throw new JournalDamagedException(
            "it ends with transaction " + reached + ", and its journal begins with " + transaction.number());
      }
      if (transaction.number() == reached + 1) {
        run(transaction);
      }
    }
  }

  private void run(Transaction transaction) throws SQLException {
    try {
      replay.run(transaction);
    } catch (Replay.DifferentException different) {
      throw new JournalDamagedException("its journal does not fit: " + different.getMessage(), different);
    }
    reached = transaction.number();
    run++;
  }
}
