package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** {@code server list}. */
final class ServerListCommand extends CliCommand {

  private static final int STATE_WIDTH = 5;

  private final Session session;

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  ServerListCommand(Session session) {
    super(
        "List the servers that share one storage: whether they are alive, how busy they are, what they offer.",
        "",
        "alive = heard of a moment ago; left = stopped; dead = fell silent without a word.",
        "On a terminal a table; otherwise one line per server with tabs between name, state, running, slots, version,",
        "labels and address.",
        "",
        "Examples:",
        "  claude-worker server list",
        "  claude-worker server list --json");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject answer = session.server().get(ServerApi.BASE + "/servers");
    if (json.getAsBoolean()) {
      session.output().json(answer);
      return ExitCodes.OK;
    }
    List<JsonObject> servers = Fields.objects(answer, "servers");
    int width = servers.stream().mapToInt(server -> text(server, "name").length()).max().orElse(0);
    servers.forEach(server -> session.output().line(line(server, width)));
    return ExitCodes.OK;
  }

  private String line(JsonObject server, int width) {
    String state = text(server, "state");
    long running = Fields.count(server, "running");
    long slots = Fields.count(server, "slots");
    if (!session.output().isForPeople()) {
      return String.join(
          "\t", text(server, "name"), state, Long.toString(running), Long.toString(slots), text(server, "version"),
          labels(server), text(server, "address"));
    }
    Style style = session.output().style();
    String padded = TextWidth.pad(state, STATE_WIDTH);
    String coloured = switch (state) {
      case "alive" -> style.green(padded);
      case "left" -> style.dim(padded);
      default -> style.red(padded);
    };
    return TextWidth.pad(text(server, "name"), width) + "  " + coloured + "  " + running + " of " + slots
        + " slots busy" + more(server, state);
  }

  private String more(JsonObject server, String state) {
    String labels = labels(server);
    String since = state.equals("alive")
        ? ""
        : Fields.instant(server, "seen_at")
            .map(seen -> " · last seen " + Times.duration(Duration.between(seen, session.now())) + " ago")
            .orElse("");
    return " · " + text(server, "version") + (Fields.flag(server, "self") ? " · this one" : "")
        + (text(server, "address").isEmpty() ? "" : " · " + text(server, "address"))
        + (labels.isEmpty() ? "" : " · " + labels) + since;
  }

  private static String labels(JsonObject server) {
    JsonObject labels = Fields.object(server, "labels");
    return labels.members()
        .keySet()
        .stream()
        .sorted()
        .map(name -> Printable.line(name + "=" + Fields.textOrEmpty(labels, name)))
        .collect(Collectors.joining(","));
  }

  private static String text(JsonObject server, String name) {
    return Printable.line(Fields.textOrEmpty(server, name));
  }
}
