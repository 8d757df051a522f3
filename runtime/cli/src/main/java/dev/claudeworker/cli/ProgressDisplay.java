package dev.claudeworker.cli;

/** Shows what a task does while someone watches. */
interface ProgressDisplay extends AutoCloseable {

  /** Shows the task as it stands now; called often, also when nothing has changed. */
  void show(TaskDocument task);

  /** Time has passed; shows that it does. */
  default void tick() {}

  /** Removes what is not to stay. */
  @Override
  default void close() {}

  /** The display that fits whoever reads. */
  static ProgressDisplay of(Session session, boolean json) {
    if (json) {
      return new JsonProgress(session.output());
    }
    return session.output().isErrorRedrawable() ? new ProgressLine(session) : new PlainProgress(session);
  }
}
