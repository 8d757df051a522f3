package dev.claudeworker.cli;

/** What a task is doing, on one line. */
final class ProgressText {

  private ProgressText() {}

  static String of(TaskDocument task, Session session) {
    String attempt = task.attempts() > 1 ? " (attempt " + task.attempts() + ")" : "";
    String reason = task.waitReason().map(wait -> ": " + wait.describe(session.now(), session.zone())).orElse("");
    String action = task.status().equals("running") && !task.lastAction().isEmpty() ? " " + task.lastAction() : "";
    return task.status() + attempt + reason + action;
  }
}
