package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerTools;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code config set}. */
final class ConfigSetCommand extends CliCommand {

  private final Session session;

  private final Supplier<String> key =
      argument(0, String.class, word -> word, "KEY", "The key, for example server.port.");

  private final Supplier<Optional<String>> value = optionalArgument(
      1, String.class, word -> word, "VALUE",
      "Its new value; a list has commas between its items. Without it, it is asked for or read from standard input.");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  ConfigSetCommand(Session session) {
    super(
        "Change one key in the configuration file.",
        "",
        "The value is checked first. Comments and order of the file stay as they are.",
        "Leave out the value of a secret: arguments are visible to everybody on this machine.",
        "",
        "Examples:",
        "  claude-worker config set worker.max_workers 8",
        "  claude-worker config set server.allowed_hosts build.example.org,build",
        "  claude-worker config set security.access_token");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject changed = value.get().isPresent()
        ? ServerTools.run("config", "set", key.get(), value.get().get())
        : ServerTools.run("config", "set-hidden", key.get(), new HiddenValue(session).read(key.get()));
    if (json.getAsBoolean()) {
      session.output().json(changed);
      return ExitCodes.OK;
    }
    session.output().line("Set " + key.get() + " in " + Fields.textOrEmpty(changed, "file") + ".");
    ServerControl.sayIfOneRuns(session, "A running server uses it after 'claude-worker server restart'.");
    return ExitCodes.OK;
  }
}
