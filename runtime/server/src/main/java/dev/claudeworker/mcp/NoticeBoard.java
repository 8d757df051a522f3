package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes what open streams tell. Safe for use from any thread. */
final class NoticeBoard {

  private static final String RESOURCE_UPDATED = "notifications/resources/updated";

  private final ToolCatalog catalog;
  private final ResourceReader resources;
  private final McpTasks tasks;
  private final WorkSettings settings;

  NoticeBoard(ToolCatalog catalog, ResourceReader resources, McpTasks tasks, WorkSettings settings) {
    this.catalog = catalog;
    this.resources = resources;
    this.tasks = tasks;
    this.settings = settings;
  }

  /** For the stream of a session: what it has subscribed to and began, now and later. */
  Notices of(McpClient client) {
    McpSession session = client.session().orElseThrow();
    List<Notices.Watched> watched = new ArrayList<>(List.of(resources(session::subscriptions, client)));
    if (tasks.offered() && client.hasEarlyTasks()) {
      watched.add(new Notices.Watched(session::followed, new Watch(id -> tasks.earlyDocument(id, client)),
          (id, now) -> McpTasks.statusNotice(id, now, session)));
    }
    return new Notices(catalog, watched, settings.pollInterval());
  }

  /** Reads what a stateless client wants to hear of. */
  Subscription subscription(RpcMessage request, McpClient client) throws InterruptedException {
    List<String> ids = Subscription.texts(request, Subscription.TASKS);
    if (!ids.isEmpty()) {
      McpTasks.requireExtension(request);
    }
    List<String> known = new ArrayList<>();
    for (String id : bounded(ids)) {
      if (tasks.offered() && tasks.notification(id, client).isPresent()) {
        known.add(id);
      }
    }
    return new Subscription(request, known, bounded(Subscription.texts(request, Subscription.RESOURCES)));
  }

  private List<String> bounded(List<String> names) {
    return names.stream().distinct().limit(settings.maxFollowed()).toList();
  }

  /** For the stream of a subscription. */
  Notices of(Subscription subscription, McpClient client) {
    List<Notices.Watched> watched = new ArrayList<>();
    if (!subscription.tasks().isEmpty()) {
      // The first look is told too: what happened between the call and this subscription would be missed.
      watched.add(new Notices.Watched(subscription::tasks, new Watch(id -> tasks.notification(id, client)),
          (_, now) -> now));
    }
    if (!subscription.resources().isEmpty()) {
      watched.add(resources(subscription::resources, client));
    }
    return new Notices(catalog, watched, settings.pollInterval());
  }

  private Notices.Watched resources(
      Supplier<Collection<String>> names, McpClient client) {
    Set<String> known = new HashSet<>();
    return new Notices.Watched(names, new Watch(uri -> content(uri, client)),
        (uri, _) -> known.add(uri) ? Optional.empty()
            : Optional.of(RpcMessage.notification(RESOURCE_UPDATED,
                JsonObject.EMPTY.with("uri", uri))));
  }

  private Optional<JsonObject> content(String uri, McpClient client) throws InterruptedException {
    try {
      return Optional.of(resources.read(uri, client.tools().api(), client.stateless()));
    } catch (RpcException nothing) {
      return Optional.empty();
    }
  }
}
