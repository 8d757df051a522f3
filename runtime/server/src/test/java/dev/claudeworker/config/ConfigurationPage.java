package dev.claudeworker.config;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the reference page of the configuration from the table of keys. */
final class ConfigurationPage {

  private static final String HEAD =
      """
          # Configuration reference

          Generated from the table of keys in the code; a test holds it against them. How to use it:
          [guides-configuration.md](guides-configuration.md). `claude-worker config show` tells the value of every key and where it comes from.

          Files are `config.yaml` or `config.json` in the home, and `.claude-worker.yaml` in a project for the sections `task` and `retry`.
          Durations are written like `90s`, `20m`, `8h`, `7d`, sizes like `64KB`, `2MB`, `1GB`. Of the environment variables of a key the
          first one wins. Plugins bring keys of their own, `plugins.<plugin>.<key>`: `claude-worker plugins info NAME` lists them.
          """;

  private ConfigurationPage() {}

  static String text() {
    var page = new StringBuilder(HEAD);
    var sections = KeyTable.KEYS.stream().map(Key::section).collect(Collectors.toCollection(LinkedHashSet::new));
    for (String section : sections) {
      page.append("\n## `").append(section).append("`\n\n");
      page.append("| key | default | allowed | what it does | variables, flag |\n|---|---|---|---|---|\n");
      KeyTable.KEYS.stream().filter(key -> key.section().equals(section)).forEach(key -> page.append(row(key)));
    }
    return page.toString();
  }

  private static String row(Key key) {
    ConfigKey facts = key.key();
    List<String> names = new ArrayList<>();
    key.variables().forEach(name -> names.add("`" + name + "`"));
    key.flag().ifPresent(name -> names.add("`" + name + "`"));
    return "| `%s` | %s | %s | %s%s | %s |%n".formatted(
        key.name(), facts.defaultValue().filter(text -> !text.isEmpty()).map(text -> "`" + text + "`").orElse("-"),
        allowed(facts), facts.description().replace("|", "\\|"), facts.secret() ? " Secret: never shown." : "",
        String.join("<br>", names));
  }

  private static String allowed(ConfigKey key) {
    String type = key.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String words = key.allowed().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    String range = range(key);
    if (key.type() == ConfigType.TEXT && !words.isEmpty()) {
      return words;
    }
    return type + range + (words.isEmpty() ? "" : " or " + words);
  }

  private static String range(ConfigKey key) {
    Optional<String> least = key.min().map(value -> quantity(key.type(), value));
    Optional<String> most =
        key.max().filter(value -> value != Long.MAX_VALUE).map(value -> quantity(key.type(), value));
    if (least.isEmpty() && most.isEmpty()) {
      return "";
    }
    return least.map(text -> " from " + text).orElse("") + most.map(text -> " to " + text).orElse("");
  }

  private static String quantity(ConfigType type, long value) {
    return switch (type) {
      case DURATION -> duration(Duration.ofMillis(value));
      case SIZE -> size(value);
      default -> Long.toString(value);
    };
  }

  private static String duration(Duration value) {
    long millis = value.toMillis();
    if (millis == 0 || millis % 1_000 != 0) {
      return millis + "ms";
    }
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    return millis % 60_000 == 0 ? millis / 60_000 + "m" : millis / 1_000 + "s";
  }

  private static String size(long bytes) {
    String[] units = {"B", "KB", "MB", "GB", "TB"};
    int unit = 0;
    long rest = bytes;
    while (rest > 0 && rest % 1024 == 0 && unit < units.length - 1) {
      rest /= 1024;
      unit++;
    }
    return rest + units[unit];
  }
}
