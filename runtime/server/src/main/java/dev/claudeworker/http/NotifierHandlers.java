package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.notify.NotifierStatus;
import dev.claudeworker.plugins.NearestName;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import java.util.List;
import java.util.Optional;

/** The routes of notifiers. */
final class NotifierHandlers {

  private final NotifierDirectory notifiers;
  private final JsonBody bodies;

  NotifierHandlers(NotifierDirectory notifiers, JsonBody bodies) {
    this.notifiers = notifiers;
    this.bodies = bodies;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/notifiers", _ -> Response.ok(new ObjectBuilder()
            .put("notifiers", notifiers.list().stream().map(NotifierHandlers::document).toList())
            .build())).described(NotifierSchemas.LIST),
        Route.post("/notifiers/{name}/test", this::test).described(NotifierSchemas.TEST));
  }

  private static JsonObject document(NotifierView notifier) {
    Optional<NotifierStatus> status = notifier.status();
    return new ObjectBuilder()
        .put("name", notifier.name())
        .put("plugin", notifier.plugin())
        .put("state", notifier.state().word())
        .putTextOrNull("reason", notifier.reason())
        .put("hanging", status.map(NotifierStatus::hanging).orElse(false))
        .put("waiting", status.map(NotifierStatus::waiting).orElse(0))
        .put("told", status.map(NotifierStatus::told).orElse(0L))
        .put("declined", status.map(NotifierStatus::declined).orElse(0L))
        .put("failed", status.map(NotifierStatus::failed).orElse(0L))
        .put("dropped", status.map(NotifierStatus::dropped).orElse(0L))
        .putTextOrNull("last_error", status.flatMap(NotifierStatus::lastError))
        .build();
  }

  /** That a notifier fails its test is the answer to the request, not a failure of it. */
  private Response test(Request request) throws InterruptedException {
    bodies.read(request, _ -> Optional.empty());
    NotifierView notifier = used(Optional.ofNullable(request.pathParameters().get("name")).orElse(""));
    var answer = new ObjectBuilder().put("name", notifier.name());
    try {
      Delivery delivery = notifiers.test(notifier.name(), request.caller().name());
      return Response.ok(answer
          .put("delivered", delivery instanceof Delivery.Delivered)
          .put("details", delivery.details())
          .putOrNull("error", Optional.empty())
          .build());
    } catch (WorkerException failed) {
      return Response.ok(answer
          .put("delivered", false)
          .put("details", String.valueOf(failed.getMessage()))
          .put("error", PluginDocument.error(failed))
          .build());
    }
  }

  private static String nearest(String name, List<NotifierView> known) {
    return NearestName.suggestion(name, known.stream().map(NotifierView::name).toList())
        .map(found -> "Did you mean '" + found + "'? ")
        .orElse("");
  }

  private NotifierView used(String name) {
    List<NotifierView> known = notifiers.list();
    NotifierView found = known
        .stream()
        .filter(notifier -> notifier.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new ProblemException(Problem.of(404, "notifier_not_found",
                "No plugin provides the notifier '" + name + "'.",
                nearest(name, known) + "'claude-worker notifiers list' or GET " + Route.BASE
                    + "/notifiers lists all.")));
    if (found.state() != NotifierView.State.ACTIVE) {
      throw new ProblemException(Problem.of(409, "notifier_not_used",
          "The notifier " + name + " is not used: " + found.reason().orElse("nobody knows why") + ".",
          "Configure it in the section plugins." + found.plugin() + " and restart the server."));
    }
    return found;
  }
}
