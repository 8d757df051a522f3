package dev.claudeworker.stub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The words, {@code name=value} pairs and trailing {@code msg=} text of a directive.
 *
 * @param words the words without {@code =}, in order
 * @param named the pairs
 * @param message everything after {@code msg=}
 */
record DirectiveArguments(List<String> words, Map<String, String> named, Optional<String> message) {

  private static final Set<String> ERROR_HEADERS =
      Set.of("retry-after", "retry-after-ms", "x-should-retry");

  static DirectiveArguments parse(String rest) {
    int message = rest.indexOf("msg=");
    String head = message < 0 ? rest : rest.substring(0, message);
    List<String> words = new ArrayList<>();
    Map<String, String> named = new LinkedHashMap<>();
    for (String word : head.strip().split("\\s+")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        named.put(word.substring(0, equals), word.substring(equals + 1));
      } else if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return new DirectiveArguments(
        words,
        named,
        message < 0 ? Optional.empty() : Optional.of(rest.substring(message + "msg=".length())));
  }

  int integer(int index, int whenMissing) {
    return index < words.size() ? Integer.parseInt(words.get(index)) : whenMissing;
  }

  Duration seconds(int index, Duration whenMissing) {
    return index < words.size()
        ? Duration.ofMillis(Math.round(Double.parseDouble(words.get(index)) * 1000))
        : whenMissing;
  }

  int times() {
    return Integer.parseInt(named.getOrDefault("times", "0"));
  }

  Map<String, Integer> integers() {
    Map<String, Integer> numbers = new TreeMap<>();
    named.forEach((name, value) -> numbers.put(name, Integer.valueOf(value)));
    return numbers;
  }

  /** The pairs that an error answer sends as HTTP headers. */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>(named);
    headers.keySet()
        .removeIf(
            name -> !ERROR_HEADERS.contains(name) && !name.startsWith("anthropic-"));
    return headers;
  }
}
