package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code server logs}. */
@Command(
    name = "logs",
    description = "Show the end of the server's own log.",
    footer = {"", "Examples:", "  claude-worker server logs", "  claude-worker server logs --follow",
      "  claude-worker server logs --tail 500"})
final class ServerLogsCommand implements Callable<Integer> {

  private final Session session;

  @Option(names = {"-f", "--follow"}, description = "Go on showing what is added.")
  private boolean follow;

  @Option(names = {"-n", "--tail"}, paramLabel = "N", defaultValue = "50",
      description = "So many lines from the end (default ${DEFAULT-VALUE}).")
  private int tail;

  ServerLogsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage.require(tail >= 0, "--tail is 0 or more, not " + tail);
    Path file = file();
    try (var log = new LogFileReader(file)) {
      log.tail(tail).forEach(this::show);
      while (follow && !session.output().isClosed()) {
        log.added().forEach(this::show);
        Thread.sleep(200);
      }
      return ExitCodes.OK;
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCodes.FAILED,
          "the server's log " + file + " cannot be read: " + unreadable,
          "If the server writes it elsewhere, set CLAUDE_WORKER_LOG_DIR as for the server.");
    }
  }

  private void show(String line) {
    session.output().line(Printable.lines(line));
  }

  private Path file() {
    String directory = session.environment().getOrDefault("CLAUDE_WORKER_LOG_DIR", "");
    Path folder = directory.isEmpty() ? session.home().directory() : session.workingDirectory().resolve(directory);
    return folder.resolve("claude-worker.log");
  }
}
