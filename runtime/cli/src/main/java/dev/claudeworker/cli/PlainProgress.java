package dev.claudeworker.cli;

/** A line on standard error for every new state and every new action: for logs of programs that call this one. */
final class PlainProgress implements ProgressDisplay {

  private final Session session;
  private String last = "";

  PlainProgress(Session session) {
    this.session = session;
  }

  @Override
  public void show(TaskDocument task) {
    String line = ProgressText.of(task, session);
    if (!line.equals(last) && !task.hasEnded()) {
      last = line;
      session.output().note(Times.clock(session.now(), session.zone()) + " task " + task.id() + " " + line);
    }
  }
}
