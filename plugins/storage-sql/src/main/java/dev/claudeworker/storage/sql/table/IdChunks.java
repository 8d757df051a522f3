package dev.claudeworker.storage.sql.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hands ids to statements a part at a time, in their order. A database may compare every row that it finds with the whole
 * list, so one statement for ten thousand ids would compare fifty million times.
 */
public final class IdChunks {

  /** So many ids in one statement. */
  static final int MOST = 200;

  private IdChunks() {}

  /** What a statement finds for ids; nothing is asked if there are none. */
  public static <T> List<T> read(long[] ids, Function<long[], List<T>> statement) {
    if (ids.length <= MOST) {
      return ids.length == 0 ? List.of() : statement.apply(ids);
    }
    List<T> found = new ArrayList<>(ids.length);
    write(ids, part -> found.addAll(statement.apply(part)));
    return found;
  }

  /** What a statement finds for names or uuids. H2 takes no array of more than 65,536 elements at all. */
  public static <K, T> List<T> read(K[] keys, Function<K[], List<T>> statement) {
    List<T> found = new ArrayList<>();
    for (int from = 0; from < keys.length; from += MOST) {
      found.addAll(statement.apply(Arrays.copyOfRange(keys, from, Math.min(from + MOST, keys.length))));
    }
    return found;
  }

  /** Runs a statement for ids. */
  public static void write(long[] ids, Consumer<long[]> statement) {
    for (int from = 0; from < ids.length; from += MOST) {
      statement.accept(Arrays.copyOfRange(ids, from, Math.min(from + MOST, ids.length)));
    }
  }
}
