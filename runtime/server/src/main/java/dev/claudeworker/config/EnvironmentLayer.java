package dev.claudeworker.config;

import dev.claudeworker.plugins.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads keys from environment variables. */
final class EnvironmentLayer {

  /** Variables of our prefix that belong to the launcher, the command line or running tasks. */
  private static final Set<String> OF_OTHERS = Set.of("CLAUDE_WORKER_SERVER_URL", "CLAUDE_WORKER_SERVER_JAVA_OPTS");

  private EnvironmentLayer() {}

  static Map<String, GivenValue> read(Map<String, String> environment) {
    Map<String, GivenValue> given = new LinkedHashMap<>();
    for (Key key : KeyTable.KEYS) {
      for (String variable : key.variables().reversed()) {
        String text = environment.get(variable);
        if (text != null && !text.isEmpty()) {
          given.put(key.name(),
              new GivenValue(GivenText.value(key.key().type(), text), new Origin(Layer.ENVIRONMENT, variable)));
        }
      }
    }
    return given;
  }

  /** Variables that begin like those of a section and name none of its keys: almost certainly a typing error. */
  static List<String> problems(Map<String, String> environment) {
    var known = new TreeSet<String>();
    KeyTable.KEYS.forEach(key -> known.addAll(key.variables()));
    List<String> problems = new ArrayList<>();
    for (String variable : new TreeSet<>(environment.keySet())) {
      if (looksLikeKey(variable) && !known.contains(variable) && !OF_OTHERS.contains(variable)) {
        String nearest = NearestName.suggestion(variable, known).map(name -> " Did you mean " + name + "?").orElse("");
        problems.add("the environment variable " + variable + " names no key of the configuration." + nearest);
      }
    }
    return problems;
  }

  private static boolean looksLikeKey(String variable) {
    return KeyTable.sections()
        .keySet()
        .stream()
        .filter(section -> !section.equals("plugins")) // what plugins have is known only when they are loaded
        .anyMatch(section -> variable.startsWith(Key.variableOf(section + ".")));
  }
}
