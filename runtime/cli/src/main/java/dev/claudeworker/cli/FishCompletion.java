package dev.claudeworker.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes completions for the fish shell, which picocli does not. */
final class FishCompletion {

  /**
   * fish's own conditions ask whether a word stands anywhere; {@code status} of {@code server status} would then bring the
   * options of {@code status}.
   */
  private static final String CONDITIONS = """
      function __claude_worker_words
          set -l words (commandline -opc)
          set -e words[1]
          string match -v -- '-*' $words
      end
      function __claude_worker_at
          set -l words (__claude_worker_words)
          test "$words" = "$argv"
      end
      function __claude_worker_in
          set -l words (__claude_worker_words)
          string match -q -- "$argv *" "$words "
      end
      """;

  private final String program;
  private final StringBuilder script = new StringBuilder();

  FishCompletion(String program) {
    this.program = program;
  }

  String script(CommandLine root) {
    script.append("# Completions of ").append(program).append(" for fish.\n").append(CONDITIONS);
    describe(root, List.of());
    return script.toString();
  }

  private void describe(CommandLine command, List<String> path) {
    String here = condition(command, path);
    for (OptionSpec option : command.getCommandSpec().options()) {
      complete(here, optionWords(option), firstSentence(option.description()));
    }
    for (PositionalParamSpec argument : command.getCommandSpec().positionalParameters()) {
      String words = candidates(argument);
      if (!words.isEmpty()) {
        complete(here, " -f" + words, firstSentence(argument.description()));
      }
    }
    for (Map.Entry<String, CommandLine> inner : command.getSubcommands().entrySet()) {
      complete(here, " -f -a " + inner.getKey(),
          firstSentence(inner.getValue().getCommandSpec().usageMessage().description()));
      describe(inner.getValue(), Stream.concat(path.stream(), Stream.of(inner.getKey())).toList());
    }
  }

  private void complete(String condition, String words, String description) {
    script.append("complete -c ")
        .append(program)
        .append(" -n '")
        .append(condition)
        .append('\'')
        .append(words)
        .append(" -d '")
        .append(description.replace("\\", "\\\\").replace("'", "\\'"))
        .append("'\n");
  }

  /** A command that has commands of its own is over with the next word; any other takes options to the end. */
  private static String condition(CommandLine command, List<String> path) {
    String asked = command.getSubcommands().isEmpty() ? "__claude_worker_in" : "__claude_worker_at";
    return Stream.concat(Stream.of(asked), path.stream()).collect(Collectors.joining(" "));
  }

  private static String optionWords(OptionSpec option) {
    var words = new StringBuilder();
    for (String name : option.names()) {
      words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    String candidates = candidates(option);
    return words.append(option.arity().max() > 0 ? " -r" : "")
        .append(candidates.isEmpty() ? "" : " -f" + candidates)
        .toString();
  }

  private static String candidates(ArgSpec argument) {
    Iterable<String> known = argument.completionCandidates();
    return known == null ? "" : " -a '" + String.join(" ", known) + "'";
  }

  private static String firstSentence(String[] description) {
    return description.length == 0 ? "" : description[0].split("(?<=\\.) ", 2)[0];
  }
}
