package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.AccountMapper;
import dev.claudeworker.storage.sql.table.AccountMapper.AccountRow;
import dev.claudeworker.storage.sql.table.AccountMapper.StatusCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The accounts that tasks use, and how the counts of their tasks change. Counts are written once, near the end of the
 * transaction: every server changes the same few rows, so they are held for as short as can be, and always in one order.
 */
public final class AccountSet {

  private final AccountMapper mapper;
  private Optional<Map<AccountKey, AccountRow>> loaded = Optional.empty();

  /** In the order of their keys, so that two transactions take the rows in the same order. */
  private final Map<CountKey, Long> changes = new TreeMap<>();

  private record AccountKey(String account, Map<String, String> requires) {}

  private record CountKey(TaskStatus status, int account) implements Comparable<CountKey> {

    @Override
    public int compareTo(CountKey other) {
      int byStatus = status.compareTo(other.status);
      return byStatus != 0 ? byStatus : Integer.compare(account, other.account);
    }
  }

  /** Reads and writes with these statements. */
  public AccountSet(AccountMapper mapper) {
    this.mapper = mapper;
  }

  /** The account of a new task, made if it is the first to use it. Only while the last task number is locked. */
  public int idOf(TaskSettings settings) {
    Map<AccountKey, AccountRow> accounts = accounts();
    AccountRow wanted =
        new AccountRow(accounts.size() + 1, settings.executor(), settings.account(), settings.requiredLabels());
    return accounts.computeIfAbsent(key(wanted), key -> created(wanted)).id();
  }

  private static AccountKey key(AccountRow row) {
    return new AccountKey(row.key(), row.requires());
  }

  private Map<AccountKey, AccountRow> accounts() {
    return loaded.orElseGet(() -> {
      Map<AccountKey, AccountRow> accounts = new HashMap<>();
      mapper.accounts().forEach(row -> accounts.put(key(row), row));
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
  public void count(int account, TaskStatus status, int by) {
    changes.merge(new CountKey(status, account), (long) by, Long::sum);
  }

  /** Accounts that have due tasks, also those whose tasks became due in this transaction. */
  List<AccountRow> withDueTasks() {
    List<AccountRow> due = new ArrayList<>(mapper.withDueTasks());
    Set<Integer> known = due.stream().map(AccountRow::id).collect(Collectors.toSet());
    Set<Integer> more = changes.entrySet()
        .stream()
        .filter(change -> change.getKey().status() == TaskStatus.PENDING && change.getValue() > 0)
        .map(change -> change.getKey().account())
        .filter(account -> !known.contains(account))
        .collect(Collectors.toSet());
    if (!more.isEmpty()) {
      accounts().values().stream().filter(account -> more.contains(account.id())).forEach(due::add);
    }
    return due;
  }

  /** Writes how the counts changed. */
  public void write() {
    changes.forEach((key, by) -> {
      if (by != 0) {
        mapper.addToCount(new StatusCount(key.account(), key.status(), by));
      }
    });
    changes.clear();
  }
}
