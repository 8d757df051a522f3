package dev.claudeworker.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line on the terminal that is written again and again. */
final class ProgressLine implements ProgressDisplay {

  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final String[] PLAIN_SPINNER = {"|", "/", "-", "\\"};
  private static final int SPINNER_WIDTH = 2;
  private static final int GAP_WIDTH = 3;
  private static final int LEAST_ROOM_FOR_ACTION = 10;

  private final Session session;
  private final RedrawnLines lines;
  private final String[] spinner;
  private Optional<TaskDocument> latest = Optional.empty();
  private int frames;

  ProgressLine(Session session) {
    this.session = session;
    this.lines = session.redrawnError();
    this.spinner = session.output().err().charset().newEncoder().canEncode(SPINNER[0]) ? SPINNER : PLAIN_SPINNER;
  }

  @Override
  public void show(TaskDocument task) {
    latest = Optional.of(task).filter(shown -> !shown.hasEnded());
    tick();
  }

  @Override
  public void tick() {
    latest.ifPresent(task -> {
      String turn = spinner[frames++ % spinner.length];
      int columns = lines.room().columns() - SPINNER_WIDTH;
      lines.draw(List.of(session.output().errorStyle().cyan(turn) + " " + TextWidth.cut(text(task, columns), columns)));
    });
  }

  @Override
  public void close() {
    lines.close();
  }

  private String text(TaskDocument task, int columns) {
    String action = "Task " + task.id() + " " + ProgressText.of(task, session);
    List<String> figures = new ArrayList<>();
    task.runtime(session.now()).ifPresent(runtime -> figures.add(Times.duration(runtime)));
    figures.addAll(task.usage().progress());
    if (figures.isEmpty()) {
      return action;
    }
    // The figures stay visible when the action is too long for the line.
    String end = String.join(" · ", figures);
    int room = columns - GAP_WIDTH - TextWidth.of(end);
    return (room > LEAST_ROOM_FOR_ACTION ? TextWidth.cut(action, room) : action) + " · " + end;
  }
}
