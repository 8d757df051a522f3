package dev.claudeworker.storage.sql.group;

import dev.claudeworker.storage.sql.table.IdChunks;
import dev.claudeworker.storage.sql.table.LaneMapper;
import dev.claudeworker.storage.sql.table.LaneMapper.LaneRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The lanes that a group has to do with: read and locked at once, changed in memory, written at the end. */
final class LaneSet {

  private static final int UNKNOWN = 0;

  private final LaneMapper mapper;
  private final Map<String, LaneRow> rows = new TreeMap<>();
  private final Map<String, LaneRow> read = new HashMap<>();
  private final Set<String> changed = new TreeSet<>();

  LaneSet(LaneMapper mapper) {
    this.mapper = mapper;
  }

  /** Reads and locks those that are not loaded yet. */
  void load(Collection<String> keys) {
    Set<String> missing = new HashSet<>(keys);
    missing.removeAll(rows.keySet());
    if (missing.isEmpty()) {
      return;
    }
    IdChunks.read(missing.toArray(String[]::new), mapper::lock).forEach(row -> read.put(row.key(), row));
    missing.forEach(key -> rows.put(key, read.getOrDefault(key, new LaneRow(key, UNKNOWN, 0, 0))));
  }

  private LaneRow get(String key) {
    return rows.getOrDefault(key, new LaneRow(key, UNKNOWN, 0, 0));
  }

  /** How many places are free. */
  int room(String key) {
    return Math.max(0, get(key).limit() - get(key).taken());
  }

  /** Whether a place is free that nobody else waits for. */
  boolean isFree(String key) {
    return room(key) > 0 && get(key).waiting() == 0;
  }

  void setLimit(String key, int limit) {
    put(new LaneRow(key, limit, get(key).taken(), get(key).waiting()));
  }

  void take(String key, int by) {
    put(new LaneRow(key, get(key).limit(), get(key).taken() + by, get(key).waiting()));
  }

  void wait(String key, int by) {
    put(new LaneRow(key, get(key).limit(), get(key).taken(), get(key).waiting() + by));
  }

  private void put(LaneRow row) {
    rows.put(row.key(), row);
    changed.add(row.key());
  }

  /** Changed lanes with a free place and somebody who waits for it. */
  List<String> toFill() {
    return changed.stream().filter(key -> room(key) > 0 && get(key).waiting() > 0).toList();
  }

  void write() {
    for (String key : changed) {
      LaneRow row = get(key);
      boolean stands = read.containsKey(key);
      if (row.taken() > 0 || row.waiting() > 0) {
        write(row, stands);
      } else if (stands) {
        mapper.delete(key);
      }
    }
  }

  private void write(LaneRow row, boolean stands) {
    if (stands) {
      mapper.update(row);
    } else {
      mapper.insert(row);
    }
  }
}
