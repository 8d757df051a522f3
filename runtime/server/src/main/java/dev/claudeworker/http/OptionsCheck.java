package dev.claudeworker.http;

import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the options of a task against its executor's schema. */
public interface OptionsCheck {

  /**
   * The executors there are.
   *
   * @return their names
   */
  Set<String> names();

  /**
   * Checks options.
   *
   * @param executor the executor's name
   * @param options the options as they were given
   * @return what is wrong with them; empty if there is no such executor
   */
  Optional<List<ConfigProblem>> check(String executor, JsonObject options);
}
