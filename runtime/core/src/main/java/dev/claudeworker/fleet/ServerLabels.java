package dev.claudeworker.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What names and values of servers' labels may be: short words, since claims look tasks up by them. */
public final class ServerLabels {

  /** Most labels that a task may require. */
  public static final int MOST_REQUIRED = 8;

  /** Longest name and longest value. */
  public static final int LONGEST = 63;

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0," + (LONGEST - 1) + "}");

  private ServerLabels() {}

  /** What is wrong with a label; empty if nothing. */
  public static Optional<String> problem(String name, String value) {
    return WORD.matcher(name).matches() && WORD.matcher(value).matches()
        ? Optional.empty()
        : Optional.of(
            "a label of a server has a name and a value of 1 to " + LONGEST
                + " letters, digits and . _ / - that begin with a letter or a digit");
  }

  /**
   * Reads {@code server.labels}.
   *
   * @param written {@code NAME=VALUE} each; a name alone means the value {@code true}
   * @return by name
   * @throws IllegalArgumentException if one is not so; the message names the key
   */
  public static Map<String, String> parse(List<String> written) {
    Map<String, String> labels = new HashMap<>();
    for (String label : written) {
      int equals = label.indexOf('=');
      String name = equals < 0 ? label : label.substring(0, equals);
      String value = equals < 0 ? "true" : label.substring(equals + 1);
      problem(name.strip(), value.strip()).ifPresent(problem -> {
        throw new IllegalArgumentException("server.labels: '" + label + "': " + problem);
      });
      labels.put(name.strip(), value.strip());
    }
    return labels;
  }
}
