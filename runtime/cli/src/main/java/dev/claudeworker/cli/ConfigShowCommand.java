package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerTools;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code config show}. */
final class ConfigShowCommand extends CliCommand {

  private static final int MIN_VALUE_COLUMNS = 24;

  private final Session session;

  private final Supplier<Optional<String>> section = optionalArgument(
      0, String.class, word -> word, "SECTION", "Only this section or key, for example server or task.timeout.");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  ConfigShowCommand(Session session) {
    super(
        "Show every key of the configuration, its value and where that comes from.",
        "",
        "An environment variable of this shell counts as it would for a server started from here, and the",
        "file .claude-worker.yaml of this project as it does for tasks handed over from here.",
        "Secrets are shown as ***.",
        "",
        "Examples:",
        "  claude-worker config show",
        "  claude-worker config show server",
        "  claude-worker config show --json | jq '.keys[] | select(.origin.layer != \"default\")'");
    this.session = session;
  }

  @Override
  public Integer call() {
    String directory = session.workingDirectory().toString();
    JsonObject shown = ServerTools.run("config", "show", directory, section.get().orElse(""));
    if (json.getAsBoolean()) {
      session.output().json(shown);
    } else {
      print(Fields.objects(shown, "keys").stream().map(ConfigKeyDocument::new).toList());
    }
    return ExitCodes.OK;
  }

  private void print(List<ConfigKeyDocument> keys) {
    Output output = session.output();
    if (!output.isForPeople()) {
      keys.forEach(key -> output.line(key.name() + "\t" + key.value() + "\t" + key.place()));
      return;
    }
    Style style = output.style();
    int nameWidth = keys.stream().mapToInt(key -> TextWidth.of(key.name())).max().orElse(0);
    int columns = output.terminal().size().columns();
    // On a narrow terminal the names alone would fill the lines.
    boolean twoLines = columns < nameWidth + MIN_VALUE_COLUMNS;
    for (ConfigKeyDocument key : keys) {
      String place = key.isDefault() ? style.dim(key.place()) : style.cyan(key.place());
      String value = "  " + style.bold(key.value()) + "  " + place;
      if (twoLines) {
        // Two keys that are cut look the same.
        FoldedText.lines(key.name(), columns).forEach(output::line);
      }
      output.line(TextWidth.cut(twoLines ? value : TextWidth.pad(key.name(), nameWidth) + value, columns));
    }
  }
}
