package dev.claudeworker.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Writes completions for the fish shell, which picocli does not. */
final class FishCompletion {

  private final String program;
  private final StringBuilder script = new StringBuilder();

  FishCompletion(String program) {
    this.program = program;
  }

  String script(CommandLine root) {
    script.append("# Completions of ").append(program).append(" for fish.\n");
    describe(root, List.of());
    return script.toString();
  }

  private void describe(CommandLine command, List<String> path) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      complete(path, optionWords(option), firstSentence(option.description()));
    }
    for (Map.Entry<String, CommandLine> inner : command.getSubcommands().entrySet()) {
      complete(path, " -f -a " + inner.getKey(),
          firstSentence(inner.getValue().getCommandSpec().usageMessage().description()));
      describe(inner.getValue(), Stream.concat(path.stream(), Stream.of(inner.getKey())).toList());
    }
  }

  private void complete(List<String> path, String words, String description) {
    script.append("complete -c ")
        .append(program)
        .append(" -n '")
        .append(condition(path))
        .append('\'')
        .append(words)
        .append(" -d '")
        .append(description.replace("\\", "\\\\").replace("'", "\\'"))
        .append("'\n");
  }

  /** On the command line stand exactly these words so far. */
  private static String condition(List<String> path) {
    if (path.isEmpty()) {
      return "__fish_use_subcommand";
    }
    return path.stream()
        .map(word -> "__fish_seen_subcommand_from " + word)
        .collect(Collectors.joining("; and "));
  }

  private static String optionWords(OptionSpec option) {
    var words = new StringBuilder();
    for (String name : option.names()) {
      words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    return words.append(option.arity().max() > 0 ? " -r" : "").toString();
  }

  private static String firstSentence(String[] description) {
    return description.length == 0 ? "" : description[0].split("(?<=\\.) ", 2)[0];
  }
}
