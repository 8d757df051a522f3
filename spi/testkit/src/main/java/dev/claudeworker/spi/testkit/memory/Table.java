package dev.claudeworker.spi.testkit.memory;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows in the order of their keys; every write can be undone. */
final class Table<K extends Comparable<K>, V> {

  private final TreeMap<K, V> rows = new TreeMap<>();
  private final Journal journal;

  Table(Journal journal) {
    this.journal = journal;
  }

  Optional<V> get(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** All rows, as a view. */
  Collection<V> all() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /** All rows with their keys, as a view. */
  Set<Map.Entry<K, V>> entries() {
    return Collections.unmodifiableSet(rows.entrySet());
  }

  /** The rows from one key to another, both included. */
  List<V> between(K first, K last) {
    SortedMap<K, V> part = rows.subMap(first, true, last, true);
    return List.copyOf(part.values());
  }

  void put(K key, V value) {
    Optional<V> before = get(key);
    rows.put(key, value);
    journal.record(() -> restore(key, before));
  }

  void put(K key, Optional<V> value) {
    value.ifPresentOrElse(present -> put(key, present), () -> remove(key));
  }

  void remove(K key) {
    Optional<V> before = get(key);
    if (before.isPresent()) {
      rows.remove(key);
      journal.record(() -> restore(key, before));
    }
  }

  private void restore(K key, Optional<V> before) {
    before.ifPresentOrElse(value -> rows.put(key, value), () -> rows.remove(key));
  }
}
