package dev.claudeworker.tasklog;

import dev.claudeworker.spi.task.TaskId;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names of a task's log files, known from earlier versions: {@code task_12_my_project_20261125_2203_summary.log}. */
final class TaskLogName {

  static final String SUMMARY = "_summary.log";
  static final String DETAILED = "_detailed.log";

  private static final int MAX_CONTEXT = 30;
  private static final int TOO_SHORT = 2;
  private static final String UNNAMED = "unnamed";
  private static final Set<String> GENERIC = Set.of("src", "app", "lib", "bin", "tmp", "dist", "build");
  private static final Map<Character, String> WORDS = Map.of('@', "at", '#', "hash", '$', "dollar", '%', "pct", '&',
      "and", '=', "eq", '+', "plus");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMdd_HHmm", Locale.ROOT);

  private TaskLogName() {}

  /**
   * The part before {@link #SUMMARY} and {@link #DETAILED}.
   *
   * @param task the task
   * @param workingDirectory where it works
   * @param created when it was submitted
   * @param zone the zone of the person who reads the name
   */
  static String of(TaskId task, Path workingDirectory, Instant created, ZoneId zone) {
    return "task_" + task + "_" + context(workingDirectory) + "_" + MINUTE.format(created.atZone(zone));
  }

  /** What the working directory is called, in letters that are safe in any file name. */
  static String context(Path workingDirectory) {
    String own = safe(name(workingDirectory));
    Path parent = workingDirectory.getParent();
    boolean saysLittle = own.length() <= TOO_SHORT || GENERIC.contains(own);
    String above = saysLittle && parent != null ? safe(name(parent)) : "";
    String both = above.isEmpty() ? own : own.isEmpty() ? above : above + "_" + own;
    String cut = trimmed(both.substring(0, Math.min(both.length(), MAX_CONTEXT)));
    return cut.isEmpty() ? UNNAMED : cut;
  }

  private static String name(Path path) {
    Path last = path.getFileName();
    return last == null ? "" : last.toString();
  }

  private static String safe(String name) {
    var safe = new StringBuilder();
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    for (char c : plain.toCharArray()) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        safe.append(c);
      } else if (c == '_' || c == '-' || c == '/' || c == '\\' || Character.isWhitespace(c)) {
        safe.append('_');
      } else {
        safe.append(WORDS.getOrDefault(c, ""));
      }
    }
    return trimmed(safe.toString());
  }

  private static String trimmed(String text) {
    return text.replaceAll("_{2,}", "_").replaceAll("^_|_$", "");
  }
}
