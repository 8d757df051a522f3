package dev.claudeworker.config;

import dev.claudeworker.spi.JsonValue;
import java.util.List;

/** What a configuration file says, with the lines it says it on. */
sealed interface ConfigTree {

  /** The line it begins on, from 1. */
  int line();

  /** Names with values. */
  record Section(List<Entry> entries, int line) implements ConfigTree {

    public Section {
      entries = List.copyOf(entries);
    }
  }

  /** A value that is not a map. */
  record Leaf(JsonValue value, int line) implements ConfigTree {}

  /** One name of a section; the same name may stand twice until it is checked. */
  record Entry(String name, int line, ConfigTree value) {}
}
