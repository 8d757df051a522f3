package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerTools;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;

/** {@code token show}, {@code token path} and {@code token rotate}. */
final class TokenCommand extends CliCommand {

  private final Session session;
  private final String word;

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  private TokenCommand(Session session, String word, String description, String... footer) {
    super(description, footer);
    this.session = session;
    this.word = word;
  }

  static TokenCommand show(Session session) {
    return new TokenCommand(session, "show",
        "Print the access token. Whoever has it can run anything as this user.",
        "", "Examples:", "  claude-worker token show",
        "  curl -H \"Authorization: Bearer $(claude-worker token show)\" http://localhost:8000/api/v1/tasks");
  }

  static TokenCommand path(Session session) {
    return new TokenCommand(session, "path", "Print which file the access token is in.",
        "", "Examples:", "  claude-worker token path");
  }

  static TokenCommand rotate(Session session) {
    return new TokenCommand(session, "rotate",
        "Make a new access token. A running server takes it at once, and the old one until it is started again.",
        "", "Examples:", "  claude-worker token rotate && claude-worker server restart");
  }

  @Override
  public Integer call() {
    JsonObject answer = ServerTools.run("token", word);
    if (json.getAsBoolean()) {
      session.output().json(answer);
    } else if (word.equals("rotate")) {
      session.output().line("A new token is in " + Fields.textOrEmpty(answer, "path") + ".");
      ServerControl.sayIfOneRuns(
          session,
          "The old one is refused after 'claude-worker server restart'; until then a running server takes both.");
    } else {
      session.output().line(Fields.textOrEmpty(answer, word.equals("show") ? "token" : "path"));
    }
    return ExitCodes.OK;
  }
}
