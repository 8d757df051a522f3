package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks again and again at things on behalf of one open stream, and says which differ from before. One thread at a time. */
public final class Watch {

  private final Look look;
  private final Map<String, Optional<JsonObject>> last = new HashMap<>();

  /** How something stands. */
  @FunctionalInterface
  interface Look {
    Optional<JsonObject> now(String name) throws InterruptedException;
  }

  Watch(Look look) {
    this.look = look;
  }

  /** Looks; what has changed since the last time, as it stands now. What is seen for the first time counts as changed. */
  List<String> changed(Collection<String> names) throws InterruptedException {
    last.keySet().retainAll(names);
    List<String> changed = new ArrayList<>();
    for (String name : names) {
      Optional<JsonObject> now = look.now(name);
      if (!now.equals(last.put(name, now))) {
        changed.add(name);
      }
    }
    return changed;
  }

  /** How something stood at the last look. */
  Optional<JsonObject> seen(String name) {
    return last.getOrDefault(name, Optional.empty());
  }
}
