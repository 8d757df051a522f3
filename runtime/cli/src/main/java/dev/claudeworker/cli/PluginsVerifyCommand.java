package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code plugins verify}. */
final class PluginsVerifyCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  PluginsVerifyCommand(Session session) {
    super(
        "Check every plugin file against plugins.lock and its signature. Exits with 1 if one would be refused.",
        "",
        "Files that came with the program are not looked at.",
        "",
        "Examples:",
        "  claude-worker plugins verify",
        "  claude-worker plugins verify --json");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject document = session.server().post(ServerApi.BASE + "/plugins/verify", JsonObject.EMPTY);
    List<JsonObject> files = Fields.objects(document, "files");
    if (json.getAsBoolean()) {
      session.output().json(document);
    } else if (files.isEmpty()) {
      session.output().line("No plugins of your own are installed. 'claude-worker plugins install FILE' installs one.");
    } else {
      files.forEach(this::print);
    }
    return files.stream().allMatch(PluginsVerifyCommand::isFine) ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private static boolean isFine(JsonObject file) {
    return Fields.object(file, "problem").members().isEmpty();
  }

  private void print(JsonObject file) {
    String signer = Fields.text(file, "signer").map(name -> ", signed by " + name).orElse("");
    String verdict = isFine(file) ? "fine" : "refused";
    session.output()
        .line(Printable.line(
            verdict + " " + Fields.textOrEmpty(file, "name") + " " + Fields.textOrEmpty(file, "sha256") + signer));
    JsonObject problem = Fields.object(file, "problem");
    if (!isFine(file)) {
      session.output().line("  " + Printable.line(Fields.textOrEmpty(problem, "message")));
      session.output().line("  " + Printable.line(Fields.textOrEmpty(problem, "suggestion")));
    }
  }
}
