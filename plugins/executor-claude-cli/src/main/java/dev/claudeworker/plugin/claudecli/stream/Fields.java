package dev.claudeworker.plugin.claudecli.stream;

import java.util.HashMap;
import java.util.Map;

/**
 * Which members of a JSON object are read; the parser passes over all others without building anything.
 *
 * @param members the members by name, each with what is read inside it
 * @param all whether every member is read, with everything in it
 */
record Fields(Map<String, Fields> members, boolean all) {

  static final Fields ALL = new Fields(Map.of(), true);

  /** The named members with everything in them. */
  static Fields of(String... names) {
    Map<String, Fields> members = new HashMap<>();
    for (String name : names) {
      members.put(name, ALL);
    }
    return new Fields(Map.copyOf(members), false);
  }

  /** These and one more, of which only some members are read. */
  Fields with(String name, Fields inner) {
    Map<String, Fields> more = new HashMap<>(members);
    more.put(name, inner);
    return new Fields(Map.copyOf(more), false);
  }

  boolean wants(String name) {
    return all || members.containsKey(name);
  }

  Fields inside(String name) {
    return all ? ALL : members.getOrDefault(name, ALL);
  }
}
