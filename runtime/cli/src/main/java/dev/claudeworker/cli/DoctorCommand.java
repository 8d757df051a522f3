package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerTools;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;

/** {@code doctor}. */
final class DoctorCommand extends CliCommand {

  private static final int NAME_WIDTH = 14;

  private final Session session;

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  DoctorCommand(Session session) {
    super(
        "Look at everything that tasks need, and say what to do about what is missing. Exits with 1 if something is broken.",
        "",
        "It changes nothing and costs nothing; claude is asked for its version only.",
        "",
        "Examples:",
        "  claude-worker doctor",
        "  claude-worker doctor --json | jq '.checks[] | select(.result != \"ok\")'");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject found = ServerTools.run("doctor");
    if (json.getAsBoolean()) {
      session.output().json(found);
    } else {
      Fields.objects(found, "checks").forEach(this::print);
    }
    return Fields.flag(found, "healthy") ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void print(JsonObject check) {
    Output output = session.output();
    Style style = output.style();
    String sign =
        switch (Fields.textOrEmpty(check, "result")) {
          case "ok" -> style.green("✓");
          case "warning" -> style.yellow("!");
          default -> style.red("✗");
        };
    String indent = "\n" + " ".repeat(NAME_WIDTH + 4);
    String name = TextWidth.pad(Printable.line(Fields.textOrEmpty(check, "name")), NAME_WIDTH);
    String detail = Printable.lines(Fields.textOrEmpty(check, "detail")).replace("\n", indent);
    String suggestion = Printable.lines(Fields.textOrEmpty(check, "suggestion")).replace("\n", indent);
    output.line(sign + " " + name + "  " + detail + (suggestion.isEmpty() ? "" : indent + style.bold(suggestion)));
  }
}
