package dev.claudeworker.family;

/**
 * Bounds of what tasks may create.
 *
 * @param allowed whether tasks may use the queue at all ({@code tools.for_tasks})
 * @param maxChildren most tasks that one task may create ({@code tools.max_children})
 * @param maxDepth how many generations there may be below a task of a person ({@code tools.max_depth})
 */
public record FamilyLimits(boolean allowed, int maxChildren, int maxDepth) {

  /** So many children are read in one go to count them. */
  public static final int MOST_CHILDREN = 1_000;

  /** So many parents are looked up, one after the other, to know the depth. */
  public static final int MOST_DEPTH = 100;

  /** What counts unless configured. */
  public static final FamilyLimits DEFAULT = new FamilyLimits(true, 50, 3);

  /** Checks the ranges. */
  public FamilyLimits {
    if (maxChildren < 1 || maxChildren > MOST_CHILDREN) {
      throw new IllegalArgumentException("tools.max_children is 1 to " + MOST_CHILDREN + ", not " + maxChildren);
    }
    if (maxDepth < 1 || maxDepth > MOST_DEPTH) {
      throw new IllegalArgumentException("tools.max_depth is 1 to " + MOST_DEPTH + ", not " + maxDepth);
    }
  }
}
