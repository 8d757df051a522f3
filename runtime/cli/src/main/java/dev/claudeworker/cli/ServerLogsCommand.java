package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.FileTrouble;
import dev.claudeworker.cli.client.ServerTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code server logs}. */
final class ServerLogsCommand extends CliCommand {

  private static final int DEFAULT_TAIL = 50;
  private static final long FOLLOW_PAUSE_MS = 200;

  private final Session session;

  private final BooleanSupplier follow = flag("Go on showing what is added.", "-f", "--follow");

  private final Supplier<Optional<Integer>> tail = option(
      Integer.class, WholeNumber.atLeast(0), "N", "So many lines from the end (default " + DEFAULT_TAIL + ").", "-n",
      "--tail");

  ServerLogsCommand(Session session) {
    super(
        "Show the end of the server's own log.",
        "", "Examples:", "  claude-worker server logs", "  claude-worker server logs --follow",
        "  claude-worker server logs --tail 500");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path file = file();
    try (var log = new LogFileReader(file)) {
      log.tail(tail.get().orElse(DEFAULT_TAIL)).forEach(this::show);
      while (follow.getAsBoolean() && !session.output().isClosed()) {
        log.added().forEach(this::show);
        Thread.sleep(FOLLOW_PAUSE_MS);
      }
      return ExitCodes.OK;
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCodes.FAILED,
          "the server's log " + file + " cannot be read: " + FileTrouble.reason(unreadable),
          "If the server writes it elsewhere, set CLAUDE_WORKER_LOG_DIR as for the server.");
    }
  }

  private void show(String line) {
    session.output().line(Printable.lines(line));
  }

  private Path file() {
    try {
      return Path.of(Fields.textOrEmpty(ServerTools.runFrom(session.environment(), "config", "log"), "path"));
    } catch (CommandFailure wrong) {
      // The log may be what says why the configuration is wrong.
      return withoutConfiguration();
    }
  }

  private Path withoutConfiguration() {
    String directory = session.environment().getOrDefault("CLAUDE_WORKER_LOG_DIR", "");
    Path folder = directory.isEmpty() ? session.home().directory() : session.workingDirectory().resolve(directory);
    return folder.resolve("claude-worker.log");
  }
}
