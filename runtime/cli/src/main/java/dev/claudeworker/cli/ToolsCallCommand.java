package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.TypeConversionException;

/** {@code tools call}. */
final class ToolsCallCommand extends CliCommand {

  private final Session session;

  private final Supplier<String> name =
      argument(0, String.class, text -> text, "NAME", "The tool, as 'tools list' shows it.");
  private final Supplier<List<Argument>> arguments = repeated(Argument.class, Argument::of, "", "NAME=VALUE",
      "An argument; a value that is JSON counts as such, anything else as text. May be given several times.", "--arg");
  private final BooleanSupplier json = flag("Print the whole result as one JSON document.", "--json");

  ToolsCallCommand(Session session) {
    super(
        "Call a tool as an agent would, and print what comes back.",
        "",
        "Ends with 1 if the tool says that it failed.",
        "",
        "Examples:",
        "  claude-worker tools call get_version",
        "  claude-worker tools call list_tasks --arg limit=5 --arg status=failed");
    this.session = session;
  }

  /** An argument of a tool. */
  private record Argument(String name, JsonValue value) {

    static Argument of(String text) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new TypeConversionException("write it as NAME=VALUE");
      }
      return new Argument(text.substring(0, equals), value(text.substring(equals + 1)));
    }

    private static JsonValue value(String text) {
      try {
        return Json.parse(text);
      } catch (JsonSyntaxException plain) {
        return new JsonString(text);
      }
    }
  }

  @Override
  public Integer call() {
    JsonObject given = JsonObject.EMPTY;
    for (Argument argument : arguments.get()) {
      given = given.with(argument.name(), argument.value());
    }
    JsonObject result = session.server()
        .postFrom(session.workingDirectory(),
            ServerApi.BASE + "/tools/" + URLEncoder.encode(name.get(), StandardCharsets.UTF_8) + "/call",
            JsonObject.EMPTY.with("arguments", given));
    if (json.getAsBoolean()) {
      session.output().json(result);
    } else {
      Fields.objects(result, "content").forEach(this::print);
    }
    return Fields.flag(result, "isError") ? ExitCodes.FAILED : ExitCodes.OK;
  }

  private void print(JsonObject content) {
    String text = Fields.text(content, "text")
        .orElseGet(() -> "(" + Fields.textOrEmpty(content, "type") + ", see --json)");
    session.output().line(Printable.lines(text));
  }
}
