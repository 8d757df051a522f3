package dev.claudeworker.faults.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What was acknowledged, begun and found at the end, by the number of the task. A task may begin again only if the server was
 * killed after it had begun. Any thread may write; all times are those of one clock.
 */
final class Ledger {

  private static final long NEVER = 0;

  private long[] submitted = new long[1024];
  private long[] first = new long[1024];
  private long[] last = new long[1024];
  private final BitSet there = new BitSet();
  private final BitSet completed = new BitSet();
  private final List<Long> kills = new ArrayList<>();
  private long lastKill;
  private long acknowledged;
  private long began;
  private long again;
  private long twice;

  /** A submission was answered. */
  synchronized void submitted(long id, long millis) {
    fit(id);
    submitted[(int) id] = millis;
    acknowledged++;
  }

  /** The server is about to be killed. */
  synchronized void killed(long millis) {
    kills.add(millis);
    lastKill = millis;
  }

  /**
   * An attempt began; told in the order in which they did.
   *
   * @return whether it was the first one of its task
   */
  synchronized boolean started(long id, long millis) {
    fit(id);
    int task = (int) id;
    if (first[task] == NEVER) {
      first[task] = millis;
      last[task] = millis;
      began++;
      return true;
    }
    if (lastKill >= last[task]) {
      again++;
    } else {
      twice++;
    }
    last[task] = millis;
    return false;
  }

  /** The server knows a task at the end. */
  synchronized void found(long id, String status) {
    fit(id);
    there.set((int) id);
    completed.set((int) id, status.equals("completed"));
  }

  /** How many tasks have begun. */
  synchronized long began() {
    return began;
  }

  /** How many tasks were acknowledged. */
  synchronized long acknowledged() {
    return acknowledged;
  }

  /** What it comes to, once every submission was answered and everything was found. */
  synchronized Tally tally() {
    long lost = 0;
    long unfinished = 0;
    long known = 0;
    long[] pickups = new long[(int) began];
    int count = 0;
    for (int task = 0; task < submitted.length; task++) {
      if (submitted[task] != NEVER) {
        lost += there.get(task) ? 0 : 1;
        unfinished += there.get(task) && !(completed.get(task) && first[task] != NEVER) ? 1 : 0;
        known += there.get(task) ? 1 : 0;
        if (first[task] != NEVER) {
          pickups[count++] = Math.max(0, first[task] - submitted[task]);
        }
      }
    }
    long[] sorted = Arrays.copyOf(pickups, count);
    Arrays.sort(sorted);
    return new Tally(acknowledged, lost, unfinished, there.cardinality() - known + twice, again, sorted);
  }

  /** The tasks that were acknowledged and are not there, for whoever looks for the reason; before the tally. */
  synchronized List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (int task = 0; task < submitted.length; task++) {
      if (submitted[task] != NEVER && !there.get(task)) {
        missing.add("task " + task + " was first sent at " + submitted[task] + ", began "
            + (first[task] == NEVER ? "never" : "at " + first[task]) + ", kills at " + kills);
      }
    }
    return missing;
  }

  private void fit(long id) {
    if (id >= submitted.length) {
      int size = (int) Math.max(id + 1, submitted.length * 2L);
      submitted = Arrays.copyOf(submitted, size);
      first = Arrays.copyOf(first, size);
      last = Arrays.copyOf(last, size);
    }
  }
}
