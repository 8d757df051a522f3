package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code notifiers test}. */
final class NotifiersTestCommand extends CliCommand {

  private final Session session;

  private final Supplier<Optional<String>> name = optionalArgument(
      0, String.class, text -> text, "NAME", "The notifier; all that are used if not given.");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  NotifiersTestCommand(Session session) {
    super(
        "Send a test notification and say what became of it. Exits with 1 if it was not delivered.",
        "",
        "Examples:",
        "  claude-worker notifiers test",
        "  claude-worker notifiers test webhook");
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    List<JsonObject> results = new ArrayList<>();
    for (String notifier : name.get().map(List::of).orElseGet(() -> active(server))) {
      String path = "/notifiers/" + URLEncoder.encode(notifier, StandardCharsets.UTF_8) + "/test";
      JsonObject result = server.post(ServerApi.BASE + path, JsonObject.EMPTY);
      results.add(result);
      if (!json.getAsBoolean()) {
        print(result);
      }
    }
    if (json.getAsBoolean()) {
      session.output().json(JsonObject.EMPTY.with("results", new JsonArray(List.copyOf(results))));
    }
    return results.stream().allMatch(result -> Fields.flag(result, "delivered")) ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private static List<String> active(ServerApi server) {
    List<String> names = Fields.objects(server.get(ServerApi.BASE + "/notifiers"), "notifiers")
        .stream()
        .map(NotifierDocument::new)
        .filter(NotifierDocument::isActive)
        .map(NotifierDocument::name)
        .toList();
    if (names.isEmpty()) {
      throw new CommandFailure(ExitCodes.FAILED, "no notifier is used",
          "'claude-worker notifiers list' says why; configure one in the section 'plugins' of the configuration.");
    }
    return names;
  }

  private void print(JsonObject result) {
    Style style = session.output().style();
    boolean delivered = Fields.flag(result, "delivered");
    String word = delivered ? style.green("delivered") : style.red("not delivered");
    session.output()
        .line(Printable.line(Fields.textOrEmpty(result, "name")) + ": " + word + " - "
            + Printable.line(Fields.textOrEmpty(result, "details")));
    Fields.text(Fields.object(result, "error"), "suggestion")
        .ifPresent(suggestion -> session.output().line("  " + Printable.line(suggestion)));
  }
}
