package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.TaskStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Statements about accounts and how many of their tasks are in each state. */
public interface AccountMapper {

  @Select("SELECT id, executor, account FROM account ORDER BY id")
  List<AccountRow> accounts();

  @Lang(BoundRows.class)
  @Insert("INSERT INTO account (id, executor, account) VALUES ?")
  void insert(AccountRow row);

  @Lang(BoundRows.class)
  @Insert("INSERT INTO status_count (tasks, account_id, status) VALUES ?")
  void insertCount(StatusCount count);

  @Lang(BoundRows.class)
  @Update("UPDATE status_count SET tasks = tasks + ? WHERE account_id = ? AND status = ?")
  void addToCount(StatusCount change);

  @Select("SELECT account_id, status, tasks FROM status_count")
  List<StatusCount> counts();

  /** Accounts that have due tasks. */
  @Select("""
      SELECT a.id, a.executor, a.account FROM status_count c JOIN account a ON a.id = c.account_id
      WHERE c.status = 'pending' AND c.tasks > 0
      """)
  List<AccountRow> withDueTasks();

  /**
   * Whose limits tasks use.
   *
   * @param id its number
   * @param executor the executor
   * @param account the account, as the executor names it
   * @param requires the labels that a server must have; in the row they stand behind the name of the executor
   */
  record AccountRow(int id, String executor, String account, Map<String, String> requires) implements BoundRow {

    private static final char SEPARATOR = '\n';

    static AccountRow read(ColumnReader row) throws SQLException {
      int id = row.count();
      String executor = row.text();
      String account = row.text();
      int end = executor.indexOf(SEPARATOR);
      return end < 0
          ? new AccountRow(id, executor, account, Map.of())
          : new AccountRow(id, executor.substring(0, end), account, row.textsByName(executor.substring(end + 1)));
    }

    @Override
    public void bind(ColumnWriter columns) throws SQLException {
      columns.count(id);
      if (requires.isEmpty()) {
        columns.text(executor);
      } else {
        columns.texts(executor + SEPARATOR, requires);
      }
      columns.text(account);
    }

    /** Executor and account joined, as claims and gates name it. */
    public String key() {
      return executor + "/" + account;
    }
  }

  /**
   * A number of tasks, or a change of it.
   *
   * @param account the account
   * @param status the state
   * @param tasks how many
   */
  record StatusCount(int account, TaskStatus status, long tasks) implements BoundRow {

    @Override
    public void bind(ColumnWriter columns) throws SQLException {
      columns.number(tasks).count(account).word(status);
    }
  }
}
