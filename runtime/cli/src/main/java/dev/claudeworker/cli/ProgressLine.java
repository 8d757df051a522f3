package dev.claudeworker.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line on the terminal that is written again and again. */
final class ProgressLine implements ProgressDisplay {

  private static final String TO_LINE_START_AND_CLEAR = "\r\033[K";
  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final String[] PLAIN_SPINNER = {"|", "/", "-", "\\"};
  private static final Duration MEASURE_EVERY = Duration.ofSeconds(2);
  private static final int LEAST_ROOM_FOR_ACTION = 10;

  private final Session session;
  private final Output output;
  private final String[] spinner;
  private Optional<TaskDocument> latest = Optional.empty();
  private Instant measured = Instant.EPOCH;
  private int columns;
  private int frames;

  ProgressLine(Session session) {
    this.session = session;
    this.output = session.output();
    this.spinner = output.err().charset().newEncoder().canEncode(SPINNER[0]) ? SPINNER : PLAIN_SPINNER;
  }

  @Override
  public void show(TaskDocument task) {
    latest = Optional.of(task).filter(shown -> !shown.hasEnded());
    tick();
  }

  @Override
  public void tick() {
    latest.ifPresent(this::draw);
  }

  private void draw(TaskDocument task) {
    Instant now = session.now();
    if (Duration.between(measured, now).compareTo(MEASURE_EVERY) >= 0) {
      columns = output.terminal().columns().getAsInt(); // the window may have changed its size
      measured = now;
    }
    String turn = spinner[frames++ % spinner.length];
    String text = TextWidth.cut(text(task), columns - 3);
    output.err().print(TO_LINE_START_AND_CLEAR + output.errorStyle().cyan(turn) + " " + text);
    output.err().flush();
  }

  @Override
  public void close() {
    output.err().print(TO_LINE_START_AND_CLEAR);
    output.err().flush();
  }

  private String text(TaskDocument task) {
    List<String> parts = new ArrayList<>();
    parts.add("Task " + task.id() + " " + ProgressText.of(task, session));
    List<String> figures = new ArrayList<>();
    task.runtime(session.now()).ifPresent(runtime -> figures.add(Times.duration(runtime)));
    figures.addAll(task.usage().progress());
    if (!figures.isEmpty()) {
      parts.add(String.join(" · ", figures));
    }
    // The figures stay visible when the action is too long for the line.
    if (parts.size() == 2) {
      int room = columns - 3 - 3 - TextWidth.of(parts.getLast());
      parts.set(0, room > LEAST_ROOM_FOR_ACTION ? TextWidth.cut(parts.getFirst(), room) : parts.getFirst());
    }
    return String.join(" · ", parts);
  }
}
