package dev.claudeworker.plugin.claudecli.outcome;

import dev.claudeworker.plugin.claudecli.stream.RunFacts;
import java.util.Locale;

/** Which failure a run is that ended by itself without a result. */
final class ExitFailures {

  private ExitFailures() {}

  static FailureKind kindOf(RunFacts facts, int code, String stderr) {
    return switch (code) {
      case 0 -> silentSuccess(facts);
      case 126 -> FailureKind.CLI_NOT_EXECUTABLE;
      case 127 -> FailureKind.CLI_NOT_FOUND;
      case 128 + 1, 128 + 2, 128 + 15 -> FailureKind.INTERRUPTED;
      case 128 + 9 -> FailureKind.KILLED;
      default -> code > 128 && code < 192 ? FailureKind.CRASHED : byWords(facts, stderr);
    };
  }

  /** Exit code 0 without a result: SIGINT does that, and so does a program that is not Claude Code. */
  private static FailureKind silentSuccess(RunFacts facts) {
    return facts.init().isPresent() && facts.output().malformed().isEmpty()
        ? FailureKind.INTERRUPTED
        : byOutput(facts, FailureKind.NOT_JSON);
  }

  private static FailureKind byWords(RunFacts facts, String stderr) {
    String words = stderr.toLowerCase(Locale.ROOT);
    if (words.contains("already in use")) {
      return FailureKind.SESSION_IN_USE;
    }
    if (words.contains("no conversation found")) {
      return FailureKind.SESSION_NOT_FOUND;
    }
    if (words.contains("root/sudo")) {
      return FailureKind.BYPASS_AS_ROOT;
    }
    return byOutput(facts, facts.init().isPresent() ? FailureKind.PROCESS_FAILED : FailureKind.CLI_REFUSED);
  }

  private static FailureKind byOutput(RunFacts facts, FailureKind otherwise) {
    if (!facts.output().malformed().isEmpty()) {
      return FailureKind.NOT_UNDERSTOOD;
    }
    return facts.init().isEmpty() && facts.output().notJson() > 0 ? FailureKind.NOT_JSON : otherwise;
  }
}
