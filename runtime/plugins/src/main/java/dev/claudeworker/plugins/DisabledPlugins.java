package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code plugins.disabled}: the names of plugins that stay switched off, one on a line, for people to edit too. */
final class DisabledPlugins {

  private static final Logger log = LoggerFactory.getLogger(DisabledPlugins.class);

  private final Path file;

  DisabledPlugins(Path file) {
    this.file = file;
  }

  Set<String> names() {
    if (!Files.exists(file)) {
      return Set.of();
    }
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8)
          .stream()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (NoSuchFileException none) {
      return Set.of();
    } catch (IOException failed) {
      log.warn("The file {} cannot be read ({}); no plugin counts as disabled. Check its permissions.", file,
          failed.toString());
      return Set.of();
    }
  }

  void set(String plugin, boolean disabled) {
    Set<String> names = new TreeSet<>(names());
    boolean changed = disabled ? names.add(plugin) : names.remove(plugin);
    if (!changed) {
      return;
    }
    List<String> lines = new ArrayList<>(List.of("# Plugins that are switched off, a name on each line."));
    lines.addAll(names);
    try {
      Files.write(file, lines, StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new WorkerException(
          PluginErrors.NOT_POSSIBLE, "the file " + file + " cannot be written: " + failed,
          "Check its permissions and the room on the disk.", failed);
    }
  }
}
