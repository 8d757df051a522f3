package dev.claudeworker.storage.sql;

import dev.claudeworker.storage.sql.table.RestMapper;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.SqlSession;

/** Sends what a session collected, and reads the row counts. */
final class Batches {

  private Batches() {}

  /** Sends, and insists that every insert and every conditional update of a single row met exactly one. */
  static void flushAll(SqlSession session) {
    for (BatchResult result : session.flushStatements()) {
      if (isOfOneRow(result.getMappedStatement())) {
        for (int count : result.getUpdateCounts()) {
          if (count != 1 && count != Statement.SUCCESS_NO_INFO) {
            throw new StaleRowException(result.getMappedStatement().getId());
          }
        }
      }
    }
  }

  private static boolean isOfOneRow(MappedStatement statement) {
    return statement.getSqlCommandType() != SqlCommandType.DELETE
        && !statement.getId().startsWith(RestMapper.class.getName());
  }

  /** Sends, and answers for every statement whether it met its row. */
  static List<Boolean> flush(SqlSession session) {
    List<Boolean> met = new ArrayList<>();
    for (BatchResult result : session.flushStatements()) {
      for (int count : result.getUpdateCounts()) {
        met.add(count > 0);
      }
    }
    return met;
  }

  /** A row was changed by somebody else between the read and the write. */
  static final class StaleRowException extends RuntimeException {

    StaleRowException(String statement) {
      super("a row changed meanwhile: " + statement);
    }
  }
}
