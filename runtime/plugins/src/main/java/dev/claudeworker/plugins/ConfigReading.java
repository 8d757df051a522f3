package dev.claudeworker.plugins;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.WorkerException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of checking given values against a schema.
 *
 * @param values the checked values; complete only if there are no problems
 * @param problems all that is wrong, in the order of the keys
 */
public record ConfigReading(PluginConfig values, List<ConfigProblem> problems) {

  /** Copies the list. */
  public ConfigReading {
    problems = List.copyOf(problems);
  }

  /**
   * The checked values.
   *
   * @param code the code of the error if something is wrong
   * @return the values
   * @throws WorkerException that names everything that is wrong
   */
  public PluginConfig orThrow(ErrorCode code) {
    if (problems.isEmpty()) {
      return values;
    }
    String message = problems.stream().map(ConfigProblem::message).collect(Collectors.joining("; "));
    String suggestion = problems.stream().map(ConfigProblem::suggestion).distinct().collect(Collectors.joining(" "));
    throw new WorkerException(code, message, suggestion);
  }
}
