package dev.claudeworker.http;

import dev.claudeworker.fleet.Fleet;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.openapi.ObjectSchema;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.openapi.Schema;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.storage.ServerEntry;
import java.util.List;

/** The route that lists the servers of a storage. */
final class FleetHandlers {

  private static final Schema SERVERS = ObjectSchema.named("Servers", "The servers that share the storage.")
      .must("servers", Schema.list("By name.", ObjectSchema.unnamed("A server as the storage knows it.")
          .must("server_id", Schema.text("The same over restarts."))
          .must("name", Schema.text("What people call it (`server.name`)."))
          .must("state", Schema.text("`alive`; `left` = stopped; `dead` = fell silent."))
          .must("self", Schema.truth("Whether it is the one that answers."))
          .must("address", Schema.text("Where it is reached (`server.advertise`).").orNull())
          .must("version", Schema.text("Version of the program."))
          .must("slots", Schema.integer("How many tasks may run at once."))
          .must("running", Schema.integer("How many attempts run in its name."))
          .must("free", Schema.integer("How many more may begin; 0 unless alive."))
          .must("labels", Schema.map("What it offers (`server.labels`).", Schema.text("")))
          .must("executors", Schema.list("Executors it has.", Schema.text("")))
          .must("started_at", Schema.time("When it started, by its own clock."))
          .must("seen_at", Schema.time("When it said so last, by the clock of the storage."))
          .must("alive_until", Schema.time("Until when it counts as alive without another word."))
          .open()))
      .open();

  private final Fleet fleet;

  FleetHandlers(Fleet fleet) {
    this.fleet = fleet;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/servers", _ -> Response.ok(servers()))
            .described(Operation.of("The servers that share the storage").answers(200, "All of them.", SERVERS)));
  }

  private JsonObject servers() {
    return new ObjectBuilder().put("servers", fleet.servers().stream().map(this::server).toList()).build();
  }

  private JsonObject server(RegisteredServer server) {
    ServerEntry entry = server.entry();
    return new ObjectBuilder()
        .put("server_id", server.id())
        .put("name", entry.name())
        .put("state", state(server))
        .put("self", server.id().equals(fleet.selfId()))
        .putTextOrNull("address", entry.address())
        .put("version", entry.version())
        .put("slots", entry.slots())
        .put("running", server.running())
        .put("free", server.free())
        .put("labels", entry.labels())
        .put("executors", JsonArray.ofTexts(entry.executors().stream().sorted().toList()))
        .put("started_at", entry.started().toString())
        .put("seen_at", server.seen().toString())
        .put("alive_until", server.aliveUntil().toString())
        .build();
  }

  private static String state(RegisteredServer server) {
    if (server.alive()) {
      return "alive";
    }
    return server.left() ? "left" : "dead";
  }
}
