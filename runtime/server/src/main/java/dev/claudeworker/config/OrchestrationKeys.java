package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.withDefault;
import static dev.claudeworker.spi.ConfigType.DURATION;
import static dev.claudeworker.spi.ConfigType.INTEGER;

import dev.claudeworker.dag.GraphLimits;
import dev.claudeworker.queue.OrchestrationBounds;
import java.util.List;

/** Keys of the section {@code orchestration}. */
final class OrchestrationKeys {

  private static final long DAY = 86_400_000;
  private static final OrchestrationBounds BOUNDS = OrchestrationBounds.DEFAULT;

  static final List<Key> KEYS = List.of(
      Key.of("orchestration", withDefault("max_tasks", INTEGER, DefaultText.of(BOUNDS.limits().maxTasks()),
          "Most tasks of one orchestration.").between(1, GraphLimits.MOST_TASKS))
          .variable("MAX_TASKS_PER_ORCHESTRATION"),
      Key.of("orchestration", withDefault("max_dependencies", INTEGER,
          DefaultText.of(BOUNDS.limits().maxDependencies()), "Most tasks that one task depends on.")
          .between(1, GraphLimits.MOST_DEPENDENCIES)),
      Key.of("orchestration", withDefault("timeout", DURATION, "0",
          "How long an orchestration may take that says nothing about it, 0 = no limit.").between(0, 365 * DAY))
          .variable("ORCHESTRATION_TIMEOUT"),
      Key.of("orchestration", withDefault("max_result_reference", INTEGER,
          DefaultText.of(BOUNDS.maxResultReference()),
          "Most characters of a result that {{tasks.x.result}} puts into a text; longer ones are cut.")
          .between(100, 10_000_000)));

  private OrchestrationKeys() {}
}
