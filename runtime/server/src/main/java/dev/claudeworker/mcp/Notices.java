package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What one open stream has to tell: lists that changed, work that moved on, resources with other content. */
public final class Notices implements AutoCloseable {

  private final ListChanges lists;
  private final List<Watched> watched;
  private final Duration interval;

  /**
   * Things that are looked at.
   *
   * @param names which; may change from look to look
   * @param watch looks at them
   * @param tell what is told of one that changed; empty = nothing
   */
  record Watched(Supplier<Collection<String>> names, Watch watch, Telling tell) {

    /** What is told of something that changed. */
    @FunctionalInterface
    interface Telling {
      Optional<JsonObject> of(String name, Optional<JsonObject> now);
    }
  }

  Notices(ToolCatalog catalog, List<Watched> watched, Duration interval) {
    this.lists = new ListChanges(catalog);
    this.watched = List.copyOf(watched);
    this.interval = interval;
  }

  /** Waits for something to tell; nothing if the time is over. */
  public List<JsonObject> next(Duration atMost) throws InterruptedException {
    Duration left = atMost;
    List<JsonObject> messages = look();
    while (messages.isEmpty() && left.isPositive()) {
      Duration step = watched.isEmpty() || left.compareTo(interval) < 0 ? left : interval;
      messages = new ArrayList<>(lists.next(step));
      messages.addAll(look());
      left = left.minus(step);
    }
    return messages;
  }

  private List<JsonObject> look() throws InterruptedException {
    List<JsonObject> messages = new ArrayList<>();
    for (Watched things : watched) {
      for (String name : things.watch().changed(things.names().get())) {
        things.tell().of(name, things.watch().seen(name)).ifPresent(messages::add);
      }
    }
    return messages;
  }

  @Override
  public void close() {
    lists.close();
  }
}
