package dev.claudeworker.tasklog;

import dev.claudeworker.attempt.VisibleText;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

/** How lines are written: for people with or without symbols, or as JSON. Nothing in a text can begin a line of its own. */
public sealed interface TaskLogFormat {

  /** The line with its line break. */
  String print(TaskId task, TaskLogLine line);

  /** {@code time │ level │ symbol message}, with further lines indented below. */
  record Text(ZoneId zone, boolean symbols) implements TaskLogFormat {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSXXX", Locale.ROOT);
    private static final String INDENT = "    ";

    @Override
    public String print(TaskId task, TaskLogLine line) {
      Iterator<String> parts = line.text().lines().iterator();
      var printed = new StringBuilder()
          .append(TIME.format(line.at().atZone(zone)))
          .append(String.format(Locale.ROOT, " │ %-7s │ ", line.kind().level().toUpperCase(Locale.ROOT)))
          .append(symbols ? line.kind().symbol() + " " : "")
          .append(parts.hasNext() ? VisibleText.of(parts.next()) : "")
          .append('\n');
      parts.forEachRemaining(part -> printed.append(INDENT).append(VisibleText.of(part)).append('\n'));
      return printed.toString();
    }
  }

  /** One object per line. */
  record Json(JsonCodec codec) implements TaskLogFormat {

    @Override
    public String print(TaskId task, TaskLogLine line) {
      Optional<JsonNumber> attempt = line.attempt().isPresent()
          ? Optional.of(JsonNumber.of(line.attempt().getAsInt()))
          : Optional.empty();
      return codec.print(new ObjectBuilder()
          .put("time", time(line.at()))
          .put("level", line.kind().level())
          .put("task_id", task.value())
          .putOrNull("attempt", attempt)
          .put("kind", line.kind().name().toLowerCase(Locale.ROOT))
          .put("message", line.text())
          .build()) + "\n";
    }

    private static String time(Instant at) {
      return at.toString();
    }
  }
}
