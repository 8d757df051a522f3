package dev.claudeworker.config;

import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code .claude-worker.yaml} of a project, checked.
 *
 * @param path where it is; empty if there is none
 * @param values what it sets, by the names of the keys
 */
public record ProjectFile(Optional<Path> path, Map<String, GivenValue> values) {

  /** No project. */
  public static final ProjectFile NONE = new ProjectFile(Optional.empty(), Map.of());

  private static final String NAME = ".claude-worker.yaml";

  /** Copies the map. */
  public ProjectFile {
    values = Map.copyOf(values);
  }

  /**
   * Finds and reads the file that counts for tasks in a directory: the nearest upwards.
   *
   * @param directory the directory
   * @return what it says; {@link #NONE} if there is no such file
   * @throws ConfigurationException that tells everything that is wrong with it
   */
  public static ProjectFile nearest(Path directory) throws ConfigurationException {
    Path absolute = directory.toAbsolutePath().normalize();
    for (Path folder = absolute; folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(NAME);
      if (Files.isRegularFile(file)) {
        return read(file, absolute);
      }
    }
    return NONE;
  }

  /** What counts for the keys of the server's table. */
  Map<String, GivenValue> configuration() {
    Map<String, GivenValue> known = new LinkedHashMap<>(values);
    known.keySet().removeIf(name -> !ProjectKeys.isOfTheTable(name));
    return known;
  }

  private static ProjectFile read(Path file, Path directory) throws ConfigurationException {
    refuseForeign(file, directory);
    Map<String, GivenValue> values = ConfigFile.parseProject(file, ConfigFile.text(file));
    List<String> problems = new ArrayList<>();
    Map<String, ConfigSchema> sections = ProjectKeys.sections();
    values.forEach((name, value) -> check(file, name, value, sections).forEach(problems::add));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new ProjectFile(Optional.of(file), values);
  }

  private static List<String> check(
      Path file, String name, GivenValue value, Map<String, ConfigSchema> sections) {
    int dot = name.indexOf('.');
    String key = name.substring(dot + 1);
    String place = file + ", line " + value.origin().place().replaceFirst(".*line ", "");
    ConfigSchema schema = sections.get(name.substring(0, dot));
    if (schema == null || schema.key(key).isEmpty()) {
      return List.of(place + ": a project cannot set '" + name + "', only "
          + String.join(", ", ProjectKeys.KEYS.stream().map(Key::name).toList()));
    }
    return new ConfigReader(file, file).read(schema, JsonObject.EMPTY.with(key, value.value()), place)
        .problems()
        .stream()
        .map(problem -> name + ": " + problem.message() + ". " + problem.suggestion())
        .toList();
  }

  /** In a folder that everybody can write to, the nearest file may be anybody's. */
  private static void refuseForeign(Path file, Path directory) throws ConfigurationException {
    try {
      var owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
      boolean ofDirectory = Files.exists(directory) && owner.equals(Files.getOwner(directory));
      if (!ofDirectory && !owner.getName().equals(System.getProperty("user.name"))) {
        throw new ConfigurationException(
            List.of(file + " belongs to " + owner.getName() + ", so it is not used; delete it, or make it your own"));
      }
    } catch (IOException unreadable) {
      throw new ConfigurationException(List.of(file + " cannot be read: " + unreadable.getMessage()));
    }
  }
}
