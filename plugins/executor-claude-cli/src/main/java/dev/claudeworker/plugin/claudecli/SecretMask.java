package dev.claudeworker.plugin.claudecli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hides the login of the program in texts that people see: a model may print its environment. */
final class SecretMask {

  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(_KEY|_TOKEN|_SECRET|_PASSWORD|_CREDENTIALS|_KEY_ID|_HEADERS)");
  private static final Pattern KEY = Pattern.compile("sk-ant-[A-Za-z0-9_-]{8,}");
  private static final int SHORTEST_SECRET = 6;
  private static final String HIDDEN = "<hidden>";

  private final List<String> secrets;

  SecretMask(Map<String, String> environment) {
    this(environment, Optional.empty());
  }

  /** Hides what the environment holds, and the token of the task. */
  SecretMask(Map<String, String> environment, Optional<String> token) {
    Stream<String> variables = environment.entrySet()
        .stream()
        .filter(variable -> SECRET_NAME.matcher(variable.getKey()).matches())
        .map(Map.Entry::getValue)
        .filter(value -> value.length() >= SHORTEST_SECRET);
    this.secrets = Stream.concat(variables, token.stream()).toList();
  }

  String hide(String text) {
    String shown = text;
    for (String secret : secrets) {
      shown = shown.replace(secret, HIDDEN);
    }
    return shown.contains("sk-ant-") ? KEY.matcher(shown).replaceAll(HIDDEN) : shown;
  }
}
