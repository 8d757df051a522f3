package dev.claudeworker.spi.storage;

import java.util.List;
import java.util.Optional;

/**
 * How the schema of a store stands to the one that this version writes.
 *
 * @param place where the store is, for people; nothing secret
 * @param found version of its schema; empty = there is no store yet
 * @param newest version that opening it would bring it to
 * @param pending what opening it would run, in order, by name
 */
public record SchemaState(String place, Optional<String> found, String newest, List<String> pending) {

  /** Copies the list. */
  public SchemaState {
    pending = List.copyOf(pending);
  }
}
