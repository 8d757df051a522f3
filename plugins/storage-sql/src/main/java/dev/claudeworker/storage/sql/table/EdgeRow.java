package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.task.TaskStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * One task waits, or waited, for another.
 *
 * @param upstream the task that is waited for
 * @param downstream the task that waits
 * @param on what is asked of the upstream task
 * @param ifBroken what happens when it ends otherwise
 * @param created when the edge was made; empty = with the task that waits
 * @param upstreamStatus its state when the row was read
 */
public record EdgeRow(
    long upstream,
    long downstream,
    EdgeCondition on,
    IfBroken ifBroken,
    Optional<Instant> created,
    TaskStatus upstreamStatus)
    implements BoundRow {

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    columns.number(upstream).number(downstream).word(on).word(ifBroken).instant(created);
  }
}
