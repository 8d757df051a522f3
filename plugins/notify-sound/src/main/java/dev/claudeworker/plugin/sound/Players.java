package dev.claudeworker.plugin.sound;

import dev.claudeworker.command.CommandEnvironment;
import dev.claudeworker.command.SmallCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The programs that can play a sound, the most fitting first.
 *
 * @param operatingSystem as the JVM calls it
 * @param environment where they are looked for, and what they see
 * @param timeout how long a sound may take
 */
record Players(String operatingSystem, CommandEnvironment environment, Duration timeout) {

  /** Holds the file for PowerShell, whose command would otherwise have to quote it. */
  private static final String FILE_VARIABLE = "CLAUDE_WORKER_SOUND_FILE";

  private static final String SOUND_PLAYER =
      "(New-Object System.Media.SoundPlayer $env:" + FILE_VARIABLE + ").PlaySync()";

  /** The names of the programs for this platform. */
  List<String> names() {
    String system = operatingSystem.toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return List.of("afplay", "mpv", "ffplay");
    }
    return system.startsWith("windows")
        ? List.of("powershell", "pwsh", "mpv", "ffplay")
        : List.of("paplay", "aplay", "mpv", "ffplay");
  }

  /** How to play a file with each program that is there. */
  List<SmallCommand> commands(Path file) {
    List<SmallCommand> commands = new ArrayList<>();
    for (String name : names()) {
      environment.find(name).ifPresent(program -> commands.add(command(name, program, file)));
    }
    return commands;
  }

  private SmallCommand command(String name, Path program, Path file) {
    List<String> vector = new ArrayList<>(List.of(program.toString()));
    vector.addAll(arguments(name, file.toAbsolutePath().toString()));
    return new SmallCommand(vector, environment.with(FILE_VARIABLE, file.toAbsolutePath().toString()), timeout);
  }

  private static List<String> arguments(String name, String file) {
    return switch (name) {
      case "aplay" -> List.of("-q", file);
      case "mpv" -> List.of("--no-terminal", "--no-video", "--no-config", file);
      case "ffplay" -> List.of("-nodisp", "-autoexit", "-loglevel", "quiet", file);
      case "powershell", "pwsh" -> List.of("-NoProfile", "-NonInteractive", "-Command", SOUND_PLAYER);
      default -> List.of(file);
    };
  }
}
