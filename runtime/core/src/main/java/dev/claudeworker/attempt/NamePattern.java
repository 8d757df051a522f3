package dev.claudeworker.attempt;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of variables, {@code *} standing for any run of characters. */
final class NamePattern {

  private final Pattern pattern;

  private NamePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** What any of the patterns matches. */
  static NamePattern anyOf(Collection<String> patterns) {
    return new NamePattern(Pattern.compile(alternatives(patterns)));
  }

  /** The same for names in upper or lower case. */
  static NamePattern anyOfIgnoringCase(Collection<String> patterns) {
    return new NamePattern(Pattern.compile(alternatives(patterns), Pattern.CASE_INSENSITIVE));
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  private static String alternatives(Collection<String> patterns) {
    return patterns.isEmpty()
        ? "(?!)"
        : patterns.stream().map(NamePattern::expression).collect(Collectors.joining("|"));
  }

  private static String expression(String pattern) {
    return Pattern.quote(pattern).replace("*", "\\E.*\\Q");
  }
}
