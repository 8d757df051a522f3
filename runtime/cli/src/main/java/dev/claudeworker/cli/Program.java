package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Finds the command that the arguments name, runs it, and turns failures into messages and exit codes. */
final class Program {

  private static final int MIN_HELP_COLUMNS = 55;
  private static final int MAX_HELP_COLUMNS = 100;

  private final Session session;

  Program(Session session) {
    this.session = session;
  }

  int run(String... arguments) {
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-v"))) {
      session.output().line(Version.line());
      return ExitCodes.OK;
    }
    String[] words = helpAsOption(arguments);
    CommandLine commandLine = Commands.commandLine(session, words);
    configure(commandLine, List.of(words));
    return commandLine.execute(words);
  }

  /** Many programs understand {@code help run}: it is {@code run --help} here. */
  private static String[] helpAsOption(String... arguments) {
    return arguments.length > 0 && arguments[0].equals("help")
        ? Stream.concat(Arrays.stream(arguments).skip(1).filter(word -> !word.startsWith("-")), Stream.of("--help"))
            .toArray(String[]::new)
        : arguments;
  }

  private void configure(CommandLine commandLine, List<String> arguments) {
    Output output = session.output();
    commandLine.setOut(new PrintWriter(output.out(), true, output.out().charset()));
    commandLine.setErr(new PrintWriter(output.err(), true, output.err().charset()));
    commandLine.setColorScheme(Help.defaultColorScheme(output.style().enabled() ? Ansi.ON : Ansi.OFF));
    if (output.isForPeople() && asksForHelp(commandLine, arguments)) {
      commandLine.setUsageHelpWidth(
          Math.clamp(output.terminal().size().columns(), MIN_HELP_COLUMNS, MAX_HELP_COLUMNS));
    }
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler((wrong, _) -> misused(wrong));
    commandLine.setExecutionExceptionHandler((failed, line, parsed) -> failed(failed));
  }

  /** Measuring the terminal takes a process, which other commands do without. */
  private static boolean asksForHelp(CommandLine commandLine, List<String> arguments) {
    return commandLine.getSubcommands().size() != 1 || arguments.contains("--help") || arguments.contains("-h");
  }

  private int misused(ParameterException wrong) {
    Output output = session.output();
    output.note(output.errorStyle().red("claude-worker: ") + Printable.lines(Misuse.message(wrong)));
    Misuse.suggestion(wrong).ifPresent(text -> output.note("  " + text));
    output.note("  See '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return ExitCodes.USAGE;
  }

  private int failed(Exception failed) {
    if (failed instanceof CommandFailure failure) {
      session.output().failure(failure);
      return failure.exitCode();
    }
    if (failed instanceof InvalidPathException unwritable) {
      session.output().failure(explain(unwritable));
      return ExitCodes.FAILED;
    }
    var trace = new StringWriter();
    failed.printStackTrace(new PrintWriter(trace, true));
    session.output().note("claude-worker: this command failed in a way nobody foresaw. Please report it:\n" + trace);
    return ExitCodes.FAILED;
  }

  /** In a locale without UTF-8 there are names that Java cannot express. */
  static CommandFailure explain(InvalidPathException unwritable) {
    return new CommandFailure(
        ExitCodes.FAILED, "the path " + unwritable.getInput() + " cannot be used: " + unwritable.getReason(),
        "If it has letters beyond ASCII, set a UTF-8 locale, for example LC_ALL=C.UTF-8.");
  }
}
