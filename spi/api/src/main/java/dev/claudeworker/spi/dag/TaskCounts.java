package dev.claudeworker.spi.dag;

import dev.claudeworker.spi.task.TaskStatus;

/**
 * How many tasks of an orchestration are in each state.
 *
 * @param pending see {@link TaskStatus#PENDING}
 * @param waiting see {@link TaskStatus#WAITING}
 * @param running see {@link TaskStatus#RUNNING}
 * @param completed see {@link TaskStatus#COMPLETED}
 * @param failed see {@link TaskStatus#FAILED}
 * @param skipped see {@link TaskStatus#SKIPPED}
 * @param cancelled see {@link TaskStatus#CANCELLED}
 */
public record TaskCounts(
    int pending, int waiting, int running, int completed, int failed, int skipped, int cancelled) {

  /** No tasks. */
  public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0, 0, 0);

  /**
   * All tasks.
   *
   * @return the sum
   */
  public int total() {
    return active() + completed + failed + skipped + cancelled;
  }

  /**
   * The tasks that have not ended.
   *
   * @return pending, waiting and running ones
   */
  public int active() {
    return pending + waiting + running;
  }

  /**
   * The tasks in one state.
   *
   * @param status the state
   * @return how many
   */
  public int of(TaskStatus status) {
    return switch (status) {
      case PENDING -> pending;
      case WAITING -> waiting;
      case RUNNING -> running;
      case COMPLETED -> completed;
      case FAILED -> failed;
      case SKIPPED -> skipped;
      case CANCELLED -> cancelled;
    };
  }

  /**
   * The counts after a change.
   *
   * @param status the state
   * @param by how many tasks more are in it; negative = less
   * @return the new counts
   */
  public TaskCounts plus(TaskStatus status, int by) {
    return new TaskCounts(
        pending + (status == TaskStatus.PENDING ? by : 0),
        waiting + (status == TaskStatus.WAITING ? by : 0),
        running + (status == TaskStatus.RUNNING ? by : 0),
        completed + (status == TaskStatus.COMPLETED ? by : 0),
        failed + (status == TaskStatus.FAILED ? by : 0),
        skipped + (status == TaskStatus.SKIPPED ? by : 0),
        cancelled + (status == TaskStatus.CANCELLED ? by : 0));
  }

  /**
   * The sum of two counts, or the counts after a change.
   *
   * @param other how many tasks more are in each state; negative = less
   * @return the new counts
   */
  public TaskCounts plus(TaskCounts other) {
    return new TaskCounts(
        pending + other.pending,
        waiting + other.waiting,
        running + other.running,
        completed + other.completed,
        failed + other.failed,
        skipped + other.skipped,
        cancelled + other.cancelled);
  }
}
