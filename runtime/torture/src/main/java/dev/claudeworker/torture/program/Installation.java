package dev.claudeworker.torture.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program as people unpack it.
 *
 * @param directory where it was unpacked
 * @param caches where its start-up caches are kept, for all homes together
 */
public record Installation(Path directory, Path caches) {

  private static final List<String> HANDED_ON = List.of("PATH", "PGPASSFILE", "TZ");

  /**
   * A call of the launcher with an environment of its own.
   *
   * @param home the home of the server
   * @param environment variables beside the usual ones
   * @param words the command
   */
  public ProcessBuilder command(Path home, Map<String, String> environment, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(directory.resolve("bin/claude-worker").toString());
    command.addAll(words);
    var builder = new ProcessBuilder(command).directory(home.toFile());
    Map<String, String> variables = builder.environment();
    Map<String, String> outer = Map.copyOf(variables);
    variables.clear();
    HANDED_ON.stream().filter(outer::containsKey).forEach(name -> variables.put(name, outer.get(name)));
    variables.putAll(Map.of(
        "LC_ALL", "C.UTF-8", "HOME", home.toString(), "CLAUDE_WORKER_HOME", home.toString(),
        "CLAUDE_WORKER_JAVA", System.getProperty("java.home"), "CLAUDE_WORKER_AOT_CACHE", caches.toString(),
        "CLAUDE_WORKER_ENABLE_SOUNDS", "false"));
    variables.putAll(environment);
    return builder;
  }
}
