package dev.claudeworker.torture.workload;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What tasks run: a script that writes down when it starts and ends, and looks for another child of the same task. Each line is
 * one small appending write.
 */
public final class ChildProgram {

  /** Its only process beside itself is the sleep. A file beside the history tells of each child which process it is. */
  private static final String SCRIPT = """
      history=$1 key=$2 failures=$3 until=$4
      : >"$history.d/$key.$$"
      for file in "$history.d/$key".*; do
        pid=${file##*.}
        if [ "$pid" != $$ ] && [ -d "/proc/$pid" ] && grep -q -e "$key" "/proc/$pid/cmdline" 2>/dev/null; then
          printf 'overlap\\t%s\\t%s\\t%s\\n' "$key" "$CLAUDE_WORKER_ATTEMPT" "$pid" >>"$history"
        fi
      done
      printf 'started\\t%s\\t%s\\n' "$key" "$CLAUDE_WORKER_ATTEMPT" >>"$history"
      case $until in
        /*) until [ -e "$until" ]; do sleep 0.05; done ;;
        *) sleep "$until" ;;
      esac
      set -- "$history.d/$key=failed".*
      [ -e "$1" ] && failed=$# || failed=0
      code=0
      if [ "$failed" -lt "$failures" ]; then
        code=1
        : >"$history.d/$key=failed.$$"
      fi
      # A full disk takes no result, and a program that is worth its name says so by its exit status.
      echo "$CLAUDE_WORKER_ATTEMPT" || code=1
      printf 'ended\\t%s\\t%s\\t%s\\n' "$key" "$CLAUDE_WORKER_ATTEMPT" "$code" >>"$history"
      exit $code
      """;

  private final Path script;
  private final Path history;

  private ChildProgram(Path script, Path history) {
    this.script = script;
    this.history = history;
  }

  /** Writes it beside a history. */
  public static ChildProgram install(Path history) throws IOException {
    Files.createDirectories(Path.of(history + ".d"));
    Path script = history.resolveSibling("child.sh");
    Files.writeString(script, SCRIPT);
    return new ChildProgram(script, history);
  }

  /**
   * The options of a task that takes a while.
   *
   * @param key its key
   * @param failures how often it fails before it succeeds
   * @param seconds how long each child takes
   */
  public JsonObject options(String key, int failures, double seconds) {
    return options(key, failures, String.format(Locale.ROOT, "%.3f", seconds));
  }

  /**
   * The options of a task whose child goes on until a file is there.
   *
   * @param key its key
   * @param file the file, an absolute path
   */
  public JsonObject optionsUntil(String key, Path file) {
    return options(key, 0, file.toString());
  }

  private JsonObject options(String key, int failures, String until) {
    List<JsonValue> words = Stream.of(
        "/bin/sh", script.toString(), history.toString(), key, Integer.toString(failures), until)
        .map(word -> (JsonValue) new JsonString(word))
        .toList();
    return JsonObject.EMPTY.with("command", new JsonArray(words));
  }
}
