package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code notifiers list}. */
final class NotifiersListCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  NotifiersListCommand(Session session) {
    super(
        "List the notifiers: which are used, how they are doing, and why others are not used.",
        "",
        "On a terminal a table; otherwise one line per notifier with tabs between name, state and remark.",
        "",
        "Examples:",
        "  claude-worker notifiers list",
        "  claude-worker notifiers list --json");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject answer = session.server().get(ServerApi.BASE + "/notifiers");
    if (json.getAsBoolean()) {
      session.output().json(answer);
      return ExitCodes.OK;
    }
    List<NotifierDocument> notifiers =
        Fields.objects(answer, "notifiers").stream().map(NotifierDocument::new).toList();
    int width = notifiers.stream().mapToInt(notifier -> notifier.name().length()).max().orElse(0);
    notifiers.forEach(notifier -> session.output().line(line(notifier, width)));
    if (notifiers.isEmpty()) {
      session.output().note("No plugin provides a notifier.");
    }
    return ExitCodes.OK;
  }

  private String line(NotifierDocument notifier, int width) {
    if (!session.output().isForPeople()) {
      return String.join("\t", notifier.name(), notifier.state(), notifier.remark());
    }
    Style style = session.output().style();
    String state = TextWidth.pad(notifier.state(), NotifierDocument.STATE_WIDTH);
    String coloured = switch (notifier.state()) {
      case "active" -> style.green(state);
      case "unused" -> style.dim(state);
      default -> style.red(state);
    };
    return TextWidth.pad(notifier.name(), width) + "  " + coloured + "  " + notifier.remark();
  }
}
