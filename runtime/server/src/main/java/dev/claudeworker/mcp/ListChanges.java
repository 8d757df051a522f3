package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for changes of the catalog on behalf of one open stream, and says which lists differ from before. */
public final class ListChanges implements AutoCloseable {

  private final ToolCatalog catalog;
  private final ToolCatalog.Listening listening;

  /** One permit = some list has changed since the last look. */
  private final Semaphore changed = new Semaphore(0);

  /** The lists at the last change. Guarded by this. */
  private Map<String, List<?>> last;

  /** Names of the lists that have changed since the last look. Guarded by this. */
  private final Set<String> names = new TreeSet<>();

  /** Listens from now on. */
  public ListChanges(ToolCatalog catalog) {
    this.catalog = catalog;
    this.last = lists();
    this.listening = catalog.listen(this::compare);
  }

  /** At every change, so that one which is taken back at once is told too. */
  private synchronized void compare() {
    Map<String, List<?>> now = lists();
    now.forEach((name, list) -> {
      if (!list.equals(last.get(name))) {
        names.add(name);
      }
    });
    last = now;
    if (!names.isEmpty() && changed.availablePermits() == 0) {
      changed.release();
    }
  }

  private Map<String, List<?>> lists() {
    return Map.of(
        "tools", catalog.tools().stream().map(OfferedTool::descriptor).toList(),
        "prompts", catalog.prompts().stream().map(Prompt::name).toList(),
        "resources", catalog.resources().stream().map(Resource::uri).toList());
  }

  /** Waits for a change; the notifications about it, none if the time is over. */
  public List<JsonObject> next(Duration atMost) throws InterruptedException {
    return changed.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS) ? notifications() : List.of();
  }

  private synchronized List<JsonObject> notifications() {
    List<JsonObject> notifications = names.stream()
        .map(name -> RpcMessage.notification("notifications/" + name + "/list_changed", JsonObject.EMPTY))
        .toList();
    names.clear();
    return notifications;
  }

  @Override
  public void close() {
    listening.close();
  }
}
