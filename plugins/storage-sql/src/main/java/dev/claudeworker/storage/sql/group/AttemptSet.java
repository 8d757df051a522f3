package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.storage.sql.table.AttemptMapper;
import dev.claudeworker.storage.sql.table.AttemptRow;
import dev.claudeworker.storage.sql.table.AttemptUpdate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The attempts that a group has to do with: read at once, changed in memory, written in a set. */
final class AttemptSet {

  private final AttemptMapper mapper;
  private final Map<Key, AttemptRow> rows = new HashMap<>();
  private final Map<Key, UUID> formerTokens = new HashMap<>();

  private record Key(long task, int number) {

    static final Comparator<Key> ORDER = Comparator.comparingLong(Key::task).thenComparingInt(Key::number);

    static Key of(Lease lease) {
      return new Key(lease.task().value(), lease.attempt());
    }

    static Key of(AttemptRow row) {
      return new Key(row.task(), row.attempt().number());
    }
  }

  AttemptSet(AttemptMapper mapper) {
    this.mapper = mapper;
  }

  void load(Collection<Lease> leases) {
    if (leases.isEmpty()) {
      return;
    }
    long[] tasks = leases.stream().mapToLong(lease -> lease.task().value()).distinct().toArray();
    long[] numbers = leases.stream().mapToLong(Lease::attempt).distinct().toArray();
    mapper.find(tasks, numbers).forEach(row -> rows.put(Key.of(row), row));
  }

  Optional<AttemptRow> get(Lease lease) {
    return Optional.ofNullable(rows.get(Key.of(lease)));
  }

  /** Changes a loaded attempt. */
  void put(AttemptRow row) {
    Key key = Key.of(row);
    UUID formerToken = Objects.requireNonNull(rows.put(key, row)).token();
    formerTokens.putIfAbsent(key, formerToken);
  }

  /** In one order, so that two that write attempts at once never wait for each other. */
  void write() {
    formerTokens.entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey(Key.ORDER))
        .forEach(entry -> mapper.update(new AttemptUpdate(row(entry.getKey()), entry.getValue())));
    formerTokens.clear();
  }

  private AttemptRow row(Key key) {
    return Objects.requireNonNull(rows.get(key));
  }
}
