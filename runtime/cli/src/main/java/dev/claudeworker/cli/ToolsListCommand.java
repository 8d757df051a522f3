package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code tools list}. */
final class ToolsListCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier json = flag("Print one JSON document, with input schemas.", "--json");

  ToolsListCommand(Session session) {
    super(
        "List the tools that agents can call: those of the product and of plugins.",
        "",
        "On a terminal a table; otherwise one line per tool with tabs between name, plugin and description.",
        "",
        "Examples:",
        "  claude-worker tools list",
        "  claude-worker tools list --json");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject answer = session.server().get(ServerApi.BASE + "/tools");
    if (json.getAsBoolean()) {
      session.output().json(answer);
      return ExitCodes.OK;
    }
    List<JsonObject> tools = Fields.objects(answer, "tools");
    int width = tools.stream().mapToInt(tool -> name(tool).length()).max().orElse(0);
    tools.forEach(tool -> session.output().line(line(tool, width)));
    Fields.texts(answer, "problems").forEach(problem -> session.output().note(Printable.lines(problem)));
    if (tools.isEmpty()) {
      session.output().note("No plugin provides a tool, or tools.offer hides them all.");
    }
    return ExitCodes.OK;
  }

  private String line(JsonObject tool, int width) {
    String plugin = Printable.line(Fields.textOrEmpty(tool, "plugin"));
    String sentence = Printable.line(firstSentence(Fields.textOrEmpty(tool, "description")));
    return session.output().isForPeople()
        ? TextWidth.pad(name(tool), width) + "  " + session.output().style().dim(sentence)
        : String.join("\t", name(tool), plugin, sentence);
  }

  private static String name(JsonObject tool) {
    return Printable.line(Fields.textOrEmpty(tool, "name"));
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }
}
