package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.TaskId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reads an attempt in the order of {@link #COLUMNS}. */
final class AttemptReader extends RowReader<AttemptRow> {

  static final String COLUMNS = "incarnation, token, lease_expires, task_id, number, uuid, status, counted, server_id, "
      + "resume_ref, started_at, ended_at, " + UsageColumns.NAMES + ", " + FailureColumns.NAMES;

  AttemptReader(JsonCodec json) {
    super(json);
  }

  @Override
  AttemptRow read(ColumnReader row) throws SQLException {
    UUID incarnation = row.uuid();
    UUID token = row.uuid();
    Optional<Instant> expires = row.optionalInstant();
    Attempt attempt = new Attempt(
        new TaskId(row.number()),
        row.count(),
        row.uuid(),
        row.word(AttemptStatus.class),
        row.flag(),
        row.text(),
        row.optionalText(),
        row.instant(),
        row.optionalInstant(),
        row.usage(),
        row.failure());
    return new AttemptRow(attempt, incarnation, token, expires);
  }
}
