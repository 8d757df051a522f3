package dev.claudeworker.attempt;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which variables the children of a task get. Harmless ones come from the shell that submitted the task, so that it runs as it
 * would have run there; secrets and endpoints come from the server, and only those that the executor asked for. A server
 * started by one shell does not leak that shell's other variables into tasks.
 */
public final class ChildEnvironment {

  private final NamePattern allow;
  private final NamePattern deny;
  private final NamePattern base;

  /** The rules of some settings. */
  public ChildEnvironment(EnvironmentSettings settings) {
    this.allow = NamePattern.anyOf(settings.allow());
    this.deny = NamePattern.anyOfIgnoringCase(settings.deny());
    this.base = NamePattern.anyOf(settings.base());
  }

  /** The part of a shell's environment that may be stored with a task. */
  public Map<String, String> harmless(Map<String, String> submitted) {
    return Map.copyOf(select(submitted, name -> allow.matches(name) && !deny.matches(name)));
  }

  /**
   * The environment of a child. Holds secrets.
   *
   * @param submitted what was stored with the task
   * @param server the environment of the server process
   * @param file variables of the owner-only file; they win over the server's
   * @param asked names the executor asked for; a trailing {@code *} stands for any ending
   */
  public Map<String, String> of(
      Map<String, String> submitted, Map<String, String> server, Map<String, String> file, List<String> asked) {
    NamePattern wanted = NamePattern.anyOf(asked);
    SortedMap<String, String> environment = select(server, base::matches);
    environment.putAll(harmless(submitted));
    environment.putAll(select(server, wanted::matches));
    environment.putAll(select(file, wanted::matches));
    return Map.copyOf(environment);
  }

  private static SortedMap<String, String> select(Map<String, String> from, Predicate<String> wanted) {
    SortedMap<String, String> selected = new TreeMap<>();
    from.forEach((name, value) -> {
      if (wanted.test(name) && isUsable(name, value)) {
        selected.put(name, value);
      }
    });
    return selected;
  }

  // The operating system cannot carry these; one of them must not keep a task from starting.
  private static boolean isUsable(String name, String value) {
    return !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0 && value.indexOf('\0') < 0;
  }
}
