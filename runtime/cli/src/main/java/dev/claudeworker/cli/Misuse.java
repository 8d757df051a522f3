package dev.claudeworker.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in our words what picocli found wrong with the arguments. */
final class Misuse {

  private static final int MOST_SUGGESTIONS = 3;

  private Misuse() {}

  static String message(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return unmatchedMessage(unmatched);
    }
    String message = String.valueOf(wrong.getMessage());
    // Our own converters say all that is to be said.
    return message.replaceFirst("^Invalid value for positional parameter at index \\d+ \\([^)]*\\): ", "");
  }

  private static String unmatchedMessage(UnmatchedArgumentException unmatched) {
    String first = "'" + unmatched.getUnmatched().getFirst() + "'";
    if (unmatched.isUnknownOption()) {
      return "there is no option " + first;
    }
    return expectsCommand(unmatched) ? "there is no command " + first : "there is one argument too many: " + first;
  }

  /** What could have been meant. */
  static Optional<String> suggestion(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
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
