package dev.claudeworker.torture.check;

import java.util.List;
import java.util.Set;

/**
 * What became of a task, as the server tells when everything is over.
 *
 * @param task its key
 * @param id its number
 * @param status its state
 * @param summary its result, empty if it has none
 * @param upstream the keys of the tasks that must have completed first
 */
public record FinalTask(String task, long id, String status, String summary, List<String> upstream) {

  private static final Set<String> FINAL = Set.of("completed", "failed", "skipped", "cancelled");

  /** Copies the list. */
  public FinalTask {
    upstream = List.copyOf(upstream);
  }

  /** Whether a state is one that stays. */
  public static boolean isFinal(String status) {
    return FINAL.contains(status);
  }

  /** Whether it has completed. */
  public boolean completed() {
    return status.equals("completed");
  }
}
