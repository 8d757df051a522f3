package dev.claudeworker.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a program needs of the server's environment to reach the person's screen and speakers, and nothing else: the rest holds
 * secrets.
 *
 * @param variables the variables that are handed on
 */
public record CommandEnvironment(Map<String, String> variables) {

  private static final Set<String> HANDED_ON = Set.of(
      "PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR",
      "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY",
      "PULSE_SERVER", "PULSE_COOKIE", "PIPEWIRE_REMOTE", "ALSA_CONFIG_PATH",
      "PATHEXT", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA");

  /** Copies the map. */
  public CommandEnvironment {
    variables = Map.copyOf(variables);
  }

  /**
   * Takes what programs need.
   *
   * @param all the environment of the server
   * @return the part of it
   */
  public static CommandEnvironment of(Map<String, String> all) {
    Map<String, String> kept = new HashMap<>();
    all.forEach((name, value) -> {
      if (HANDED_ON.contains(name.toUpperCase(Locale.ROOT))) {
        kept.put(name, value);
      }
    });
    return new CommandEnvironment(kept);
  }

  /**
   * The same with one more variable.
   *
   * @param name its name
   * @param value its value
   * @return the new environment
   */
  public CommandEnvironment with(String name, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(name, value);
    return new CommandEnvironment(more);
  }

  /**
   * Finds a program on the search path.
   *
   * @param name its name without an ending
   * @return its file, empty if there is none
   */
  public Optional<Path> find(String name) {
    String path = variables.getOrDefault("PATH", variables.getOrDefault("Path", ""));
    for (String directory : path.split(File.pathSeparator)) {
      for (String file : List.of(name, name + ".exe")) {
        Optional<Path> program = executable(directory, file);
        if (program.isPresent()) {
          return program;
        }
      }
    }
    return Optional.empty();
  }

  /** A relative entry of the search path would find what lies in the directory the server happens to be in. */
  private static Optional<Path> executable(String directory, String file) {
    try {
      Path program = Path.of(directory).resolve(file);
      boolean usable = program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program);
      return usable ? Optional.of(program) : Optional.empty();
    } catch (InvalidPathException unusable) {
      return Optional.empty();
    }
  }
}
