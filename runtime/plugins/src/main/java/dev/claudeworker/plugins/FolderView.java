package dev.claudeworker.plugins;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What is in the plugins folders.
 *
 * @param settled jars that nobody is writing, in order
 * @param moving jars that are still being written, as it seems: what is known of them stays as it is
 */
record FolderView(SequencedMap<Path, FileStamp> settled, Set<Path> moving) {

  FolderView {
    settled = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settled));
    moving = Set.copyOf(moving);
  }

  /** Takes everything as it is. */
  static FolderView of(SequencedMap<Path, FileStamp> seen) {
    return new FolderView(seen, Set.of());
  }

  /** What did not change between two looks is settled. */
  static FolderView between(SequencedMap<Path, FileStamp> before, SequencedMap<Path, FileStamp> now) {
    SequencedMap<Path, FileStamp> settled = new LinkedHashMap<>(now);
    settled.entrySet().removeIf(seen -> !seen.getValue().equals(before.get(seen.getKey())));
    Set<Path> moving = new HashSet<>(now.keySet());
    moving.removeAll(settled.keySet());
    return new FolderView(settled, moving);
  }

  boolean isGone(Path file) {
    return !settled.containsKey(file) && !moving.contains(file);
  }
}
