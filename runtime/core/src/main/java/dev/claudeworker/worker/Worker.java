package dev.claudeworker.worker;

/** Runs due tasks in its slots. */
public interface Worker {

  /**
   * Changes the number of slots at once. Ends {@code auto}. Fewer slots end nothing: attempts beyond them finish, and none is claimed until then.
   *
   * @param slots 0 to {@link WorkerSettings#MAX_SLOTS}
   */
  void resize(int slots);

  /**
   * What it is doing.
   *
   * @return a snapshot
   */
  WorkerStatus status();

  /** Looks for due tasks now, for example because an executor was added. */
  void wake();
}
