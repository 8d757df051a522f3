package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.openapi.Operation;
import java.util.List;
import java.util.Optional;

/** Whether the server is well, for monitoring: without the prefix of the interface. */
final class HealthHandlers {

  private final ServerFacts facts;
  private final ServerControl control;

  HealthHandlers(ServerFacts facts, ServerControl control) {
    this.facts = facts;
    this.control = control;
  }

  List<Route> routes() {
    return List.of(
        Route.getUnprefixed("/health", _ -> ready()).open().described(health("Whether the server works")),
        Route.getUnprefixed("/health/live", _ -> status(200, "ok", Optional.empty()))
            .described(health("Whether the server answers")),
        Route.getUnprefixed("/health/ready", _ -> ready())
            .described(health("Whether the server takes and runs tasks")));
  }

  private static Operation health(String summary) {
    return Operation.of(summary)
        .answers(200, "It does.", ServerSchemas.HEALTH)
        .answers(503, "It does not; `reason` says why.", ServerSchemas.HEALTH);
  }

  private Response ready() {
    Optional<String> trouble = control.trouble();
    return trouble.isPresent() ? status(503, "unavailable", trouble) : status(200, "ok", trouble);
  }

  /** The incarnation lets a client notice that it talks to another server than the one it read about in server.json. */
  private Response status(int status, String word, Optional<String> reason) {
    return Response.json(status, new ObjectBuilder()
        .put("status", word)
        .putTextOrNull("reason", reason)
        .put("server", ServerFacts.NAME)
        .put("version", facts.version())
        .put("incarnation", facts.incarnation().toString())
        .build());
  }
}
