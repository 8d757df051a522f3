package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.AccountMapper;
import dev.claudeworker.storage.sql.table.AccountMapper.AccountRow;
import dev.claudeworker.storage.sql.table.AccountMapper.StatusCount;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The accounts that tasks use, and how the counts of their tasks change. */
final class AccountSet {

  private final AccountMapper mapper;
  private Optional<Map<String, AccountRow>> loaded = Optional.empty();

  /** In the order of their keys, so that two transactions take the rows in the same order. */
  private final Map<CountKey, Long> changes = new TreeMap<>();

  private record CountKey(TaskStatus status, int account) implements Comparable<CountKey> {

    @Override
    public int compareTo(CountKey other) {
      int byStatus = status.compareTo(other.status);
      return byStatus != 0 ? byStatus : Integer.compare(account, other.account);
    }
  }

  AccountSet(AccountMapper mapper) {
    this.mapper = mapper;
  }

  /** The account of a new task, made if it is the first to use it. Only while the last task number is locked. */
  int idOf(TaskSettings settings) {
    Map<String, AccountRow> accounts = accounts();
    AccountRow wanted = new AccountRow(accounts.size() + 1, settings.executor(), settings.account());
    return accounts.computeIfAbsent(wanted.key(), key -> created(wanted)).id();
  }

  private Map<String, AccountRow> accounts() {
    return loaded.orElseGet(() -> {
      Map<String, AccountRow> accounts = new HashMap<>();
      mapper.accounts().forEach(row -> accounts.put(row.key(), row));
      loaded = Optional.of(accounts);
      return accounts;
    });
  }

  private AccountRow created(AccountRow row) {
    mapper.insert(row);
    for (TaskStatus status : TaskStatus.values()) {
      mapper.insertCount(new StatusCount(row.id(), status, 0));
    }
    return row;
  }

  /** One task more (or less) of an account is in a state. */
  void count(int account, TaskStatus status, int by) {
    changes.merge(new CountKey(status, account), (long) by, Long::sum);
  }

  void write() {
    changes.forEach((key, by) -> {
      if (by != 0) {
        mapper.addToCount(new StatusCount(key.account(), key.status(), by));
      }
    });
    changes.clear();
  }
}
