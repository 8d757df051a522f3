package dev.claudeworker.plugins;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigType;
import java.util.ArrayList;
import java.util.List;

/** Says in words what a key accepts. */
final class AllowedValues {

  private AllowedValues() {}

  static String of(ConfigKey key) {
    if (key.type() == ConfigType.INTEGER && !key.allowed().isEmpty()) {
      return form(key) + bounds(key) + ", or " + String.join(" or ", key.allowed());
    }
    if (!key.allowed().isEmpty()) {
      return "one of " + String.join(", ", key.allowed());
    }
    return form(key) + bounds(key);
  }

  private static String form(ConfigKey key) {
    return switch (key.type()) {
      case TEXT -> "a text (numbers in quotes)";
      case BOOLEAN -> "true or false";
      case INTEGER -> "a whole number";
      case DECIMAL -> "a number";
      case DURATION -> "a number of seconds, or a number with ms, s, m, h or d, for example 30s";
      case SIZE -> "a number of bytes, or a number with KB, MB or GB, for example 10MB";
      case PATH -> "a path";
      case TEXT_LIST -> "a list of texts";
      case TEXT_MAP -> "names with texts";
      case JSON -> "any value";
    };
  }

  private static String bounds(ConfigKey key) {
    List<String> bounds = new ArrayList<>();
    key.min().ifPresent(min -> bounds.add("at least " + number(key, min)));
    key.max().ifPresent(max -> bounds.add("at most " + number(key, max)));
    return bounds.isEmpty() ? "" : ", " + String.join(" and ", bounds);
  }

  static String number(ConfigKey key, long bound) {
    return switch (key.type()) {
      case DURATION -> bound % 1000 == 0 ? bound / 1000 + "s" : bound + "ms";
      case SIZE -> bound + " bytes";
      default -> Long.toString(bound);
    };
  }
}
