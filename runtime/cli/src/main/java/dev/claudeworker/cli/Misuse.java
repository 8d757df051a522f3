package dev.claudeworker.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in our words what picocli found wrong with the arguments. */
final class Misuse {

  private static final int MOST_SUGGESTIONS = 3;
  private static final ITypeConverter<?>[] NONE = {};

  private Misuse() {}

  static String message(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return unmatchedMessage(unmatched);
    }
    String message = String.valueOf(wrong.getMessage());
    // Our own converters say all that is to be said.
    return message.replaceFirst("^Invalid value for positional parameter at index [\\d.*]+ \\([^)]*\\): ", "");
  }

  private static String unmatchedMessage(UnmatchedArgumentException unmatched) {
    String first = "'" + unmatched.getUnmatched().getFirst() + "'";
    if (unmatched.isUnknownOption()) {
      return "there is no option " + first;
    }
    Optional<String> oneOfMany = wrongOneOfMany(unmatched);
    if (oneOfMany.isPresent()) {
      return oneOfMany.get();
    }
    return expectsCommand(unmatched) ? "there is no command " + first : "there is one argument too many: " + first;
  }

  /** If an argument may be repeated, picocli takes a further one that it cannot convert for one too many. */
  private static Optional<String> wrongOneOfMany(UnmatchedArgumentException unmatched) {
    String first = unmatched.getUnmatched().getFirst();
    for (PositionalParamSpec argument : unmatched.getCommandLine().getCommandSpec().positionalParameters()) {
      for (ITypeConverter<?> converter : argument.arity().max() > 1 ? argument.converters() : NONE) {
        try {
          converter.convert(first);
        } catch (Exception wrong) {
          return Optional.of(String.valueOf(wrong.getMessage()));
        }
      }
    }
    return Optional.empty();
  }

  /** What could have been meant. */
  static Optional<String> suggestion(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    if (!unmatched.isUnknownOption() && wrongOneOfMany(unmatched).isPresent()) {
      return Optional.empty();
    }
    if (!expectsCommand(unmatched) && !unmatched.isUnknownOption()) {
      return Optional.of("Put a text of several words in quotes.");
    }
    List<String> near = unmatched.getSuggestions();
    return near.isEmpty() ? Optional.empty()
        : Optional.of(
            "Did you mean "
                + near.stream().limit(MOST_SUGGESTIONS).collect(Collectors.joining("' or '", "'", "'?")));
  }

  private static boolean expectsCommand(UnmatchedArgumentException unmatched) {
    return !unmatched.getCommandLine().getSubcommands().isEmpty();
  }
}
