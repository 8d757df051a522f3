package dev.claudeworker.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Writes the page docs/reference-cli.md from the commands themselves. */
final class ReferencePage {

  private static final int COLUMNS = 110;

  private static final String HEAD =
      """
          # Command line

          This page is made from the commands; a test holds it against them. `claude-worker COMMAND --help` says the same.

          ## Rules for all commands

          - `--json` on every command that prints data: one JSON document, or one per line where the command follows something.
          - Tables, colours and lines that are drawn again appear on a terminal only. `NO_COLOR` turns colours off; with `TERM=dumb` no
            line is drawn again. In a pipe there are plain lines, with tabs where there are columns.
          - Results go to standard output, everything else to standard error.
          - `CLAUDE_WORKER_HOME` is the home (default `~/.claude-worker`), `CLAUDE_WORKER_SERVER_URL` names a server elsewhere, and
            `CLAUDE_WORKER_ACCESS_TOKEN` its token.

          | exit code | meaning |
          |---|---|
          | 0 | all went well |
          | 1 | the task or the request failed, or what was printed could not be written |
          | 2 | the command was written wrongly |
          | 3 | the server cannot be reached |
          | 4 | there is no such task |
          | 5 | not allowed |
          | 6 | another server has this home (`server start --foreground`) |
          | 7 | nothing could be proved (`doctor --torture`) |
          | 130 | interrupted (Ctrl+C) |
          """;

  private ReferencePage() {}

  static String text() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    CommandLine root = Commands.complete(new CommandLineFixture(Path.of("/")).session(nowhere, nowhere));
    var page = new StringBuilder(HEAD);
    describe(root, 2, page);
    return page.toString();
  }

  private static void describe(CommandLine command, int level, StringBuilder page) {
    String name = command.getCommandSpec().qualifiedName();
    command.setUsageHelpWidth(COLUMNS);
    page.append('\n').repeat('#', level).append(" `").append(name).append("`\n\n```text\n");
    command.getUsageMessage(Ansi.OFF)
        .lines()
        .map(String::stripTrailing)
        .forEach(line -> page.append(line).append('\n'));
    page.append("```\n");
    command.getSubcommands().values().forEach(inner -> describe(inner, Math.min(level + 1, 3), page));
  }
}
