package dev.claudeworker.config;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The user's configuration file, flattened to dotted names. {@code server: {port: 1}} and {@code server.port: 1} say the
 * same.
 */
public final class ConfigFile {

  private static final String PLUGINS = "plugins";

  private final Path file;
  private final Layer layer;
  private final Map<String, GivenValue> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private ConfigFile(Path file, Layer layer) {
    this.file = file;
    this.layer = layer;
  }

  /**
   * The user's file in a directory.
   *
   * @param directory the directory
   * @return the file, empty if there is none
   * @throws ConfigurationException if there are two
   */
  public static Optional<Path> find(Path directory) throws ConfigurationException {
    List<Path> found = Stream.of("config.yaml", "config.json").map(directory::resolve).filter(Files::exists).toList();
    if (found.size() > 1) {
      throw new ConfigurationException(
          List.of("both " + found.getFirst() + " and " + found.getLast() + " exist; keep one of them"));
    }
    return found.stream().findFirst();
  }

  /** Reads the user's file of a directory: what is in its place; what is not is added to the problems. */
  static Map<String, GivenValue> read(Path directory, List<String> problems) throws ConfigurationException {
    Optional<Path> found = find(directory);
    if (found.isEmpty()) {
      return Map.of();
    }
    var file = new ConfigFile(found.get(), Layer.USER_FILE);
    file.collect(text(found.get()));
    problems.addAll(file.problems);
    return file.values;
  }

  /** Reads what stands or is to stand in a file. */
  static Map<String, GivenValue> parse(Path file, String text) throws ConfigurationException {
    return new ConfigFile(file, Layer.USER_FILE).read(text);
  }

  /** Reads what stands in a file of a project. */
  static Map<String, GivenValue> parseProject(Path file, String text) throws ConfigurationException {
    return new ConfigFile(file, Layer.PROJECT_FILE).read(text);
  }

  static boolean isJson(Path file) {
    return file.getFileName().toString().endsWith(".json");
  }

  private void collect(String text) throws ConfigurationException {
    try {
      flatten("", isJson(file) ? JsonTree.parse(text) : YamlTree.parse(text));
    } catch (ConfigSyntaxException invalid) {
      throw new ConfigurationException(
          List.of(file + ", line " + invalid.line() + ": the file " + invalid.getMessage()));
    }
  }

  private Map<String, GivenValue> read(String text) throws ConfigurationException {
    collect(text);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return values;
  }

  /**
   * What stands in a file.
   *
   * @param file the file
   * @return its text
   * @throws ConfigurationException if it cannot be read, is too large or is no text
   */
  public static String text(Path file) throws ConfigurationException {
    try {
      if (Files.size(file) > YamlTree.MAX_LENGTH) {
        throw new ConfigurationException(List.of(file + " is larger than " + YamlTree.MAX_LENGTH + " bytes"));
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException _) {
      throw new ConfigurationException(List.of(file + " is not UTF-8 text"));
    } catch (IOException failed) {
      throw new ConfigurationException(List.of(file + " cannot be read: " + failed.getMessage()));
    }
  }

  private void flatten(String prefix, ConfigTree.Section section) {
    for (ConfigTree.Entry entry : section.entries()) {
      String name = prefix.isEmpty() ? entry.name() : prefix + "." + entry.name();
      if (isKey(name)) {
        put(name, entry);
      } else if (entry.value() instanceof ConfigTree.Section inner) {
        flatten(name, inner);
      } else if (!isEmpty(entry.value())) {
        problems.add(
            place(entry.line()) + ": '" + name + "' is a section; write the names and values of its keys below it");
      }
    }
  }

  /** A section that was only begun says nothing. */
  private static boolean isEmpty(ConfigTree value) {
    return value instanceof ConfigTree.Leaf(JsonValue.JsonNull _, int _);
  }

  /** {@code section.key}, or {@code plugins.name.key}; a few keys stand in the section plugins itself. */
  private static boolean isKey(String name) {
    if (KeyTable.find(name).isPresent()) {
      return true;
    }
    long dots = name.chars().filter(c -> c == '.').count();
    boolean ofPlugin = name.equals(PLUGINS) || name.startsWith(PLUGINS + ".");
    return dots >= (ofPlugin ? 2 : 1);
  }

  private void put(String name, ConfigTree.Entry entry) {
    var given = new GivenValue(json(entry.value()), new Origin(layer, place(entry.line())));
    var before = Optional.ofNullable(values.putIfAbsent(name, given));
    before.ifPresent(first -> problems.add(
        given.origin().place() + ": '" + name + "' stands here again, it was set in " + first.origin().place()
            + " already"));
  }

  private String place(int line) {
    return file.getFileName() + ", line " + line;
  }

  private static JsonValue json(ConfigTree tree) {
    return switch (tree) {
      case ConfigTree.Leaf(JsonValue value, int _) -> value;
      case ConfigTree.Section(List<ConfigTree.Entry> entries, int _) -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        entries.forEach(entry -> members.put(entry.name(), json(entry.value())));
        yield new JsonObject(members);
      }
    };
  }
}
