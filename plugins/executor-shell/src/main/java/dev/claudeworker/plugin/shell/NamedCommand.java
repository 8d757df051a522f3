package dev.claudeworker.plugin.shell;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An executor of its own from the configuration: another program that works on prompts.
 *
 * @param name its name as an executor
 * @param command program and arguments; {@code {prompt}} stands for the prompt, which is the program's input if it stands nowhere
 * @param resume the same for an attempt that goes on; {@code {session}} stands for what it goes on in; empty = it cannot
 * @param successCodes exit codes that mean success, beside 0
 * @param result where the result is in the output
 * @param session where the output names the session
 */
record NamedCommand(
    String name,
    List<String> command,
    List<String> resume,
    Set<Integer> successCodes,
    ResultPlace result,
    Optional<JsonPointer> session) {

  static final String PROMPT = "{prompt}";
  static final String SESSION = "{session}";

  NamedCommand {
    command = List.copyOf(command);
    resume = List.copyOf(resume);
    successCodes = Set.copyOf(successCodes);
  }

  /** What an attempt runs. */
  List<String> arguments(String prompt, Optional<String> inSession) {
    return template(inSession).stream()
        .map(word -> inSession.map(session -> word.replace(SESSION, session)).orElse(word))
        .map(word -> word.replace(PROMPT, prompt))
        .toList();
  }

  /** What the program reads. */
  String input(String prompt, Optional<String> inSession) {
    return template(inSession).stream().anyMatch(word -> word.contains(PROMPT)) ? "" : prompt;
  }

  private List<String> template(Optional<String> inSession) {
    return inSession.isPresent() ? resume : command;
  }
}
