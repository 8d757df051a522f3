package dev.claudeworker.plugin.claudecli;

import java.time.Duration;
import java.util.Locale;

/** How long an attempt may take by the size of its model, where neither task nor configuration says. */
final class ModelTimeouts {

  private ModelTimeouts() {}

  static Duration of(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    if (name.contains("haiku")) {
      return Duration.ofMinutes(10);
    }
    return name.contains("opus") ? Duration.ofMinutes(60) : Duration.ofMinutes(30);
  }
}
