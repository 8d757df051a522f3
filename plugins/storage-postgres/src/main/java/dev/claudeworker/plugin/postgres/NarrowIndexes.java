package dev.claudeworker.plugin.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Indexes without the rows that nobody looks up by them. Every change of a task's state writes to all indexes that have the
 * row, and most have most rows only because H2, with which the schema is shared, knows no other ones. They keep their names,
 * so that servers of any version and later migrations find them.
 */
final class NarrowIndexes {

  private static final Map<String, String> ROWS = Map.of(
      "task_due", "not_before IS NOT NULL",
      "task_ended", "ended_at IS NOT NULL",
      "task_identifier", "orchestration_id IS NOT NULL",
      "task_lane_place", "lane_place IS NOT NULL",
      "task_orchestration", "orchestration_id IS NOT NULL",
      "task_parent", "parent_task_id IS NOT NULL",
      "task_queue", "queue IS NOT NULL",
      "attempt_lease", "status = 'running'");

  /** Those of the schema in use that have all rows, and that this user may replace. */
  private static final String WIDE = """
      SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
      WHERE c.relnamespace = current_schema()::regnamespace AND i.indpred IS NULL AND c.relname = ANY(?)
      AND pg_has_role(c.relowner, 'USAGE') ORDER BY c.relname
      """;

  private record Wide(String name, String definition) {}

  private NarrowIndexes() {}

  /** Replaces wide ones in the transaction of the connection; there are some only after a migration made them. */
  static void make(Connection connection) throws SQLException {
    for (Wide index : wide(connection)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("DROP INDEX " + index.name());
        statement.execute(index.definition() + " WHERE " + ROWS.get(index.name()));
      }
    }
  }

  private static List<Wide> wide(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WIDE)) {
      statement.setArray(1, connection.createArrayOf("text", ROWS.keySet().toArray()));
      List<Wide> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new Wide(rows.getString(1), rows.getString(2)));
        }
      }
      return found;
    }
  }
}
