package dev.claudeworker.worker;

import dev.claudeworker.attempt.ChildEnvironment;
import dev.claudeworker.attempt.EnvironmentFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The variables that only the server knows. Never logged, never stored. */
final class ServerEnvironment {

  private final ChildEnvironment rules;
  private final Map<String, String> variables;
  private final Path file;

  ServerEnvironment(ChildEnvironment rules, Map<String, String> variables, Path home) {
    this.rules = rules;
    this.variables = variables;
    this.file = home.resolve(EnvironmentFile.NAME);
  }

  /** The environment of a child. The file is read anew each time, so that a renewed secret holds for the next attempt. */
  Map<String, String> of(Map<String, String> submitted, List<String> asked) {
    Map<String, String> fromFile = asked.isEmpty() ? Map.of() : EnvironmentFile.read(file);
    return rules.of(submitted, variables, fromFile, asked);
  }
}
