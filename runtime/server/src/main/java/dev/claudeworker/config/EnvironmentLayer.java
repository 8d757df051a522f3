package dev.claudeworker.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads keys from environment variables. */
final class EnvironmentLayer {

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
}
