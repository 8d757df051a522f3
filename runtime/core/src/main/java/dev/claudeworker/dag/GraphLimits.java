package dev.claudeworker.dag;

/**
 * Bounds of one orchestration. Its depth has none.
 *
 * @param maxTasks {@code orchestration.max_tasks}: most tasks of one orchestration
 * @param maxDependencies {@code orchestration.max_dependencies}: most upstream tasks of one task
 */
public record GraphLimits(int maxTasks, int maxDependencies) {

  /** Most tasks that can be configured. */
  public static final int MOST_TASKS = 100_000;

  /** Most dependencies that can be configured. */
  public static final int MOST_DEPENDENCIES = 10_000;

  /** 10,000 tasks, 1,000 dependencies. */
  public static final GraphLimits DEFAULT = new GraphLimits(10_000, 1_000);

  /** Checks the ranges. */
  public GraphLimits {
    require("orchestration.max_tasks", maxTasks, MOST_TASKS);
    require("orchestration.max_dependencies", maxDependencies, MOST_DEPENDENCIES);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " is 1 to " + most + ", not " + value);
    }
  }
}
